package io.aims.incident.authority;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/** That somebody who did not write in a report stands behind one revision of it. */
record Approval(int revision, UUID approvedBy, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant approvedAt) {}
