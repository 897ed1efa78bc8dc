package io.aims.incident.counting;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Severity;

/** What an incident begins with: of what it comes, and the earlier incident that it comes back from or was part of. */
public record Opening(OpenKey about, Severity severity, Origin origin, Instant startedAt, Instant detectedAt,
    @Nullable UUID recurrenceOf, @Nullable UUID splitFrom) {

  public Opening comingBackFrom(@Nullable UUID earlier) {
    return new Opening(about, severity, origin, startedAt, detectedAt, earlier, splitFrom);
  }
}
