package io.aims.incident.monitoring;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/** That somebody who did not write in it stands behind a revision, and what that one says. */
record Approval(int revision, Content content, UUID approvedBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant approvedAt) {}
