package io.aims.incident.due;

import java.time.Duration;
import java.util.Optional;

/**
 * How long something waits after a failed try, and when it is given up: the pause doubles with each try, up to a minute.
 */
public record RetryPolicy(int attempts, Duration first) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** The pause after {@code failures} failed tries; empty when there is no further one. */
  public Optional<Duration> pauseAfter(int failures) {
    if (failures >= attempts) {
      return Optional.empty();
    }
    var doubled = first.multipliedBy(1L << Math.min(failures - 1, 16));
    return Optional.of(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
  }
}
