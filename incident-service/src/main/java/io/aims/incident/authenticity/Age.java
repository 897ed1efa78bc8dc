package io.aims.incident.authenticity;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** How far a sender's clock may be from ours, so that a recorded delivery is of no use for long. */
final class Age {
  static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

  private Age() {}

  /** Null when the time, in whole seconds since 1970, is within the tolerance, its ends included. */
  static @Nullable Doubt doubt(@Nullable String seconds, Instant now) {
    if (seconds == null) {
      return Doubt.TIMESTAMP_MISSING;
    }
    if (!SECONDS.matcher(seconds).matches()) {
      return Doubt.TIMESTAMP_MALFORMED;
    }
    var sent = Instant.ofEpochSecond(Long.parseLong(seconds));
    if (sent.isBefore(now.minus(TOLERANCE))) {
      return Doubt.TIMESTAMP_OLD;
    }
    return sent.isAfter(now.plus(TOLERANCE)) ? Doubt.TIMESTAMP_AHEAD : null;
  }

  /** When a delivery of that time is too old for certain. */
  static Instant end(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds)).plus(TOLERANCE);
  }
}
