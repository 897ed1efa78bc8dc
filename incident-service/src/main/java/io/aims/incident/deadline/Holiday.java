package io.aims.incident.deadline;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;

import org.jspecify.annotations.Nullable;

/**
 * A public holiday: on the same date each year, or so many days after Easter Sunday.
 *
 * @param date e.g. {@code --05-01}
 * @param easter e.g. 1 for Easter Monday, -2 for Good Friday
 */
public record Holiday(@Nullable MonthDay date, @Nullable Integer easter) {

  public Holiday {
    if ((date == null) == (easter == null)) {
      throw new IllegalArgumentException("A holiday has a date or its distance from Easter");
    }
  }

  boolean on(LocalDate day) {
    return date != null ? date.equals(MonthDay.from(day)) : easterSunday(day.getYear()).plusDays(easter).equals(day);
  }

  /** The Gregorian computus in its anonymous form (Meeus, Jones, Butcher). */
  static LocalDate easterSunday(int year) {
    var golden = year % 19;
    var century = year / 100;
    var inCentury = year % 100;
    var epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    var weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7;
    var correction = (golden + 11 * epact + 22 * weekday) / 451;
    var sum = epact + weekday - 7 * correction + 114;
    return Year.of(year).atMonth(sum / 31).atDay(sum % 31 + 1);
  }
}
