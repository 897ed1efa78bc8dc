package io.aims.risk.soa;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/** That an open incident shows a control not to hold at present. */
record Downgrade(UUID incidentId, String kind, UUID caseId,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant since) {}
