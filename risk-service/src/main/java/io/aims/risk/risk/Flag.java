package io.aims.risk.risk;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/** That an incident touches a risk, so that its residual score has to be judged again. */
public record Flag(UUID incidentId, String incidentKind, String incidentSeverity, UUID caseId,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant since) {}
