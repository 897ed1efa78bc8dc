package io.aims.incident.concern;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/** What came out of a concern, who found so, and why. */
record Closure(Outcome outcome, String reason, UUID closedBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant closedAt) {}
