package io.aims.incident.concern;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/** How urgent a handler found a concern, and why. */
record Assessment(Priority priority, String finding, UUID assessedBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant assessedAt) {

  /** How urgent it is. */
  enum Priority {
    LOW, MEDIUM, HIGH, IMMEDIATE
  }
}
