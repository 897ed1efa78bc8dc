package io.aims.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;

import io.aims.platform.refusal.Refusal;

/** A time in a query, to the microsecond, of the years that bodies take as well. */
public final class UtcTime {
  private static final ValueRange YEARS = ValueRange.of(0, 9999);

  private UtcTime() {}

  /** The time that {@code text} says; refuses it as malformed where it says none. */
  public static Instant of(String parameter, String text) {
    try {
      return parse(text);
    } catch (DateTimeException e) {
      throw new Refusal.Malformed("'" + parameter + "' takes a UTC time such as 2026-11-01T00:00:00Z.");
    }
  }

  static Instant parse(String text) {
    var time = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    YEARS.checkValidValue(time.atOffset(ZoneOffset.UTC).getYear(), ChronoField.YEAR);
    return time;
  }
}
