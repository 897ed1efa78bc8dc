package io.aims.gateway.quota;

import java.time.Duration;

/** A bucket of permits that fills at a steady rate; time is what the caller says, in nanoseconds of any origin. */
final class TokenBucket {
  private static final double SECOND = 1_000_000_000;

  private final double perNano;
  private final double capacity;
  private double permits;
  private long filledAt;

  TokenBucket(double perSecond, double capacity, long now) {
    this.perNano = perSecond / SECOND;
    this.capacity = capacity;
    this.permits = capacity;
    this.filledAt = now;
  }

  /** Takes a permit if there is one. */
  synchronized Grant take(long now) {
    permits = Math.min(capacity, permits + Math.max(0, now - filledAt) * perNano);
    filledAt = Math.max(filledAt, now);
    if (permits >= 1) {
      permits -= 1;
      return new Grant(true, (long) permits, Duration.ZERO);
    }
    return new Grant(false, 0, Duration.ofNanos((long) Math.ceil((1 - permits) / perNano)));
  }

  /**
   * The outcome of asking for a permit.
   *
   * @param granted whether there was one
   * @param remaining whole permits left
   * @param pause until the next one; zero when granted
   */
  record Grant(boolean granted, long remaining, Duration pause) {}
}
