package io.aims.faults.proxy;

import java.time.Duration;

/**
 * What the way between two processes is like at the moment.
 *
 * @param delay before each message
 * @param bytesPerSecond that get through at most; 0 for no limit
 * @param silent nothing passes and nobody is told: connections stay open with nothing behind them
 * @param refusing new connections are reset
 */
public record Weather(Duration delay, int bytesPerSecond, boolean silent, boolean refusing) {
  public static final Weather FAIR = new Weather(Duration.ZERO, 0, false, false);
  public static final Weather SILENT = new Weather(Duration.ZERO, 0, true, false);
  public static final Weather REFUSING = new Weather(Duration.ZERO, 0, false, true);

  public static Weather slow(Duration delay) {
    return new Weather(delay, 0, false, false);
  }

  public static Weather narrow(int bytesPerSecond) {
    return new Weather(Duration.ZERO, bytesPerSecond, false, false);
  }

  Duration holds(long bytes) {
    return bytesPerSecond == 0 ? delay : delay.plusNanos(bytes * 1_000_000_000L / bytesPerSecond);
  }
}
