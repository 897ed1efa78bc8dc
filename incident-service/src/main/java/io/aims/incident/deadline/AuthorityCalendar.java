package io.aims.incident.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The days on which an authority works, and the time zone it works in.
 *
 * @param jurisdiction ISO 3166-1 alpha-2, or {@code EU} for the Union's own bodies
 */
public record AuthorityCalendar(String jurisdiction, ZoneId zone, List<Holiday> holidays) {

  boolean works(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 && holidays.stream().noneMatch(h -> h.on(day));
  }

  LocalDate workingDayAfter(LocalDate day, int count) {
    return Stream.iterate(day.plusDays(1), next -> next.plusDays(1))
        .filter(this::works)
        .skip(count - 1L)
        .findFirst()
        .orElseThrow();
  }

  int workingDays(LocalDate first, LocalDate last) {
    return (int) first.datesUntil(last.plusDays(1)).filter(this::works).count();
  }
}
