package io.aims.incident.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long somebody has, and how that is counted in an authority's calendar. */
public record Period(int amount, Unit unit, Counting counting) {

  /** What is counted. */
  @Schema(name = "PeriodUnit")
  public enum Unit {
    HOURS(Duration.ofHours(1)), DAYS(Duration.ofDays(1)), WORKING_DAYS(Duration.ofDays(1).plusHours(10)), WEEKS(
        Duration.ofDays(7)), MONTHS(Duration.ofDays(30));

    private final Duration about;

    Unit(Duration about) {
      this.about = about;
    }
  }

  public Period {
    if (amount < 1) {
      throw new IllegalArgumentException("A period lasts for one " + unit + " at least");
    }
    if (unit == Unit.HOURS && counting.inWholeDays()) {
      throw new IllegalArgumentException("Hours are not counted in whole days");
    }
    if (unit != Unit.HOURS && counting.start() == Counting.Start.NEXT_HOUR) {
      throw new IllegalArgumentException("Only hours begin with the next hour");
    }
  }

  /**
   * The first instant that is too late, for what begins at {@code from}.
   *
   * <p>Hours are counted as time passes, so a change to daylight saving moves the hand of the clock and not the end;
   * days end at the authority's midnight, however long its days are.
   */
  public Instant end(Instant from, AuthorityCalendar calendar) {
    var local = from.atZone(calendar.zone());
    if (unit == Unit.HOURS) {
      return begin(local).plusHours(amount).toInstant();
    }
    return counting.inWholeDays()
        ? prolonged(local.toLocalDate(), calendar).plusDays(1).atStartOfDay(calendar.zone()).toInstant()
        : lastDay(local.toLocalDate(), calendar).atTime(local.toLocalTime()).atZone(calendar.zone()).toInstant();
  }

  /** How long it is by and large: what tells the stricter of two duties. */
  public Duration about() {
    return unit.about.multipliedBy(amount);
  }

  private ZonedDateTime begin(ZonedDateTime event) {
    return switch (counting.start()) {
      case AT_ONCE -> event;
      case NEXT_HOUR -> event.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      case NEXT_DAY -> throw new IllegalStateException("Refused by the constructor");
    };
  }

  private LocalDate lastDay(LocalDate event, AuthorityCalendar calendar) {
    return switch (unit) {
      case DAYS -> event.plusDays(amount);
      case WORKING_DAYS -> calendar.workingDayAfter(event, amount);
      case WEEKS -> event.plusWeeks(amount);
      case MONTHS -> event.plusMonths(amount);
      case HOURS -> throw new IllegalStateException("Hours have no last day");
    };
  }

  private LocalDate prolonged(LocalDate event, AuthorityCalendar calendar) {
    var last = lastDay(event, calendar);
    if (counting.nonWorkingEnd() == Counting.NonWorkingEnd.NEXT_WORKING_DAY && !calendar.works(last)) {
      last = calendar.workingDayAfter(last, 1);
    }
    var missing = leastWorkingDays() - calendar.workingDays(event.plusDays(1), last);
    return missing > 0 ? calendar.workingDayAfter(last, missing) : last;
  }

  /** One day is too short to hold two working days. */
  private int leastWorkingDays() {
    return unit == Unit.DAYS && amount < counting.leastWorkingDays() ? 0 : counting.leastWorkingDays();
  }
}
