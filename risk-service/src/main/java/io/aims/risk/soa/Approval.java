package io.aims.risk.soa;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/** That somebody who did not write a revision stands behind it. */
record Approval(int revision, UUID approvedBy, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant approvedAt) {}
