package io.aims.incident.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.incident.deadline.Counting.End;
import io.aims.incident.deadline.Counting.NonWorkingEnd;
import io.aims.incident.deadline.Counting.Start;
import io.aims.incident.deadline.Period.Unit;

class PeriodTest {
  static final Counting EXACT = new Counting("EXACT", "test", Start.AT_ONCE, End.TO_THE_INSTANT, NonWorkingEnd.STAYS,
      0);
  static final Counting EU_HOURS = new Counting("EU-HOURS", "test", Start.NEXT_HOUR, End.TO_THE_INSTANT,
      NonWorkingEnd.STAYS, 0);
  static final Counting EU_DAYS = new Counting("EU-DAYS", "test", Start.NEXT_DAY, End.END_OF_DAY,
      NonWorkingEnd.NEXT_WORKING_DAY, 2);
  static final Counting CALENDAR = new Counting("CALENDAR-DAYS", "test", Start.NEXT_DAY, End.END_OF_DAY,
      NonWorkingEnd.STAYS, 0);
  private static final AuthorityCalendars CALENDARS = AuthorityCalendars.load();

  private static Instant end(int amount, Unit unit, Counting counting, String from, String jurisdiction) {
    return new Period(amount, unit, counting).end(OffsetDateTime.parse(from).toInstant(),
        CALENDARS.of(jurisdiction).orElseThrow());
  }

  private static Instant at(String offsetDateTime) {
    return OffsetDateTime.parse(offsetDateTime).toInstant();
  }

  /** Hours of Regulation 1182/71: the hour of the event is not counted, not even when it has only just begun. */
  @ParameterizedTest
  @CsvSource({
      "2026-11-20T10:00:00.000001+01:00, 2026-11-23T11:00:00+01:00",
      "2026-11-20T10:59:59.999999+01:00, 2026-11-23T11:00:00+01:00",
      "2026-11-20T10:00:00+01:00,        2026-11-23T11:00:00+01:00",
      "2026-11-20T11:00:00+01:00,        2026-11-23T12:00:00+01:00",
      "2026-11-20T23:30:00+01:00,        2026-11-24T00:00:00+01:00"})
  void seventy_two_hours_begin_with_the_next_full_hour(String from, String due) {
    assertThat(end(72, Unit.HOURS, EU_HOURS, from, "DE")).isEqualTo(at(due));
  }

  @ParameterizedTest
  @CsvSource({
      "an hour is missing,  2027-03-27T12:00:00+01:00, 2027-03-30T14:00:00+02:00",
      "an hour comes twice, 2026-10-24T12:00:00+02:00, 2026-10-27T12:00:00+01:00",
      "begins in the hour before the gap, 2027-03-28T01:30:00+01:00, 2027-03-31T03:00:00+02:00",
      "begins in the first of the two equal hours, 2026-10-25T02:30:00+02:00, 2026-10-28T02:00:00+01:00",
      "begins in the second of the two equal hours, 2026-10-25T02:30:00+01:00, 2026-10-28T03:00:00+01:00"})
  void seventy_two_hours_pass_as_time_does_when_clocks_are_changed(String what, String from, String due) {
    assertThat(end(72, Unit.HOURS, EU_HOURS, from, "DE")).as(what).isEqualTo(at(due));
  }

  @Test
  void exact_hours_end_to_the_microsecond() {
    assertThat(end(24, Unit.HOURS, EXACT, "2026-10-24T15:00:00.000001+02:00", "DE"))
        .isEqualTo(at("2026-10-25T14:00:00.000001+01:00"));
  }

  /** The event's day is the authority's: an hour before midnight in Berlin is already the next day in Helsinki. */
  @ParameterizedTest
  @CsvSource({
      "DE, 2026-11-20T22:30:00Z, 2026-12-06T23:00:00Z",
      "FI, 2026-11-20T22:30:00Z, 2026-12-07T22:00:00Z",
      "PT, 2026-11-21T00:30:00Z, 2026-12-08T00:00:00Z"})
  void days_are_those_of_the_authority(String jurisdiction, String from, String calendarDue) {
    assertThat(end(16, Unit.DAYS, CALENDAR, from, jurisdiction)).isEqualTo(Instant.parse(calendarDue));
  }

  @ParameterizedTest
  @CsvSource({
      "ends on a Monday,            2026-11-01T12:00:00+01:00, 2026-11-17T00:00:00+01:00",
      "ends on a Saturday,          2026-11-06T12:00:00+01:00, 2026-11-24T00:00:00+01:00",
      "ends on a Sunday,            2026-11-07T12:00:00+01:00, 2026-11-24T00:00:00+01:00",
      "ends on Christmas Day,       2026-12-10T12:00:00+01:00, 2026-12-29T00:00:00+01:00",
      "ends on Good Friday,         2027-03-11T12:00:00+01:00, 2027-03-31T00:00:00+02:00",
      "begins with a day's first instant, 2026-11-02T00:00:00+01:00, 2026-11-18T00:00:00+01:00",
      "begins with a day's last instant, 2026-11-02T23:59:59.999999+01:00, 2026-11-18T00:00:00+01:00",
      "over a leap day,             2028-02-15T12:00:00+01:00, 2028-03-02T00:00:00+01:00",
      "over no leap day,            2027-02-15T12:00:00+01:00, 2027-03-03T00:00:00+01:00",
      "over the change to summer time, 2027-03-16T12:00:00+01:00, 2027-04-01T00:00:00+02:00",
      "over the change to winter time, 2026-10-13T12:00:00+02:00, 2026-10-29T00:00:00+01:00"})
  void fifteen_days_end_with_a_working_day_of_the_authority(String what, String from, String due) {
    assertThat(end(15, Unit.DAYS, EU_DAYS, from, "DE")).as(what).isEqualTo(at(due));
  }

  /** Art. 3(5): a period of two days holds two working days. */
  @ParameterizedTest
  @CsvSource({
      "Monday,    2026-11-16, 2026-11-19",
      "Wednesday, 2026-11-18, 2026-11-21",
      "Thursday,  2026-11-19, 2026-11-24",
      "Friday,    2026-11-20, 2026-11-25",
      "Saturday,  2026-11-21, 2026-11-25",
      "Sunday,    2026-11-22, 2026-11-25",
      "Christmas Eve, 2026-12-24, 2026-12-30"})
  void two_days_hold_two_working_days(String day, String event, String dueAtMidnight) {
    var due = LocalDate.parse(dueAtMidnight).atStartOfDay(ZoneId.of("Europe/Berlin")).toInstant();

    assertThat(end(2, Unit.DAYS, EU_DAYS, event + "T12:00:00+01:00", "DE")).as(day).isEqualTo(due);
  }

  @Test
  void one_day_is_not_prolonged_to_two_working_days() {
    assertThat(end(1, Unit.DAYS, EU_DAYS, "2026-11-16T12:00:00+01:00", "DE"))
        .isEqualTo(at("2026-11-18T00:00:00+01:00"));
  }

  @Test
  void a_holiday_holds_where_the_authority_is() {
    assertThat(end(15, Unit.DAYS, EU_DAYS, "2026-06-29T12:00:00+02:00", "FR"))
        .isEqualTo(at("2026-07-16T00:00:00+02:00"));
    assertThat(end(15, Unit.DAYS, EU_DAYS, "2026-06-29T12:00:00+02:00", "DE"))
        .isEqualTo(at("2026-07-15T00:00:00+02:00"));
  }

  @ParameterizedTest
  @CsvSource({
      "2027-01-31T12:00:00+01:00, 2027-03-02T00:00:00+01:00",
      "2028-01-31T12:00:00+01:00, 2028-03-01T00:00:00+01:00",
      "2026-11-30T12:00:00+01:00, 2026-12-31T00:00:00+01:00",
      "2026-12-02T12:00:00+01:00, 2027-01-05T00:00:00+01:00"})
  void a_month_ends_on_the_same_date_or_the_months_last_day(String from, String due) {
    assertThat(end(1, Unit.MONTHS, EU_DAYS, from, "DE")).isEqualTo(at(due));
  }

  @Test
  void four_weeks_end_on_the_same_day_of_the_week() {
    assertThat(end(4, Unit.WEEKS, CALENDAR, "2026-11-26T09:00:00+01:00", "EU"))
        .isEqualTo(at("2026-12-25T00:00:00+01:00"));
  }

  @Test
  void working_days_leave_out_weekends_and_holidays() {
    assertThat(end(3, Unit.WORKING_DAYS, CALENDAR, "2026-12-23T09:00:00+01:00", "DE"))
        .isEqualTo(at("2026-12-30T00:00:00+01:00"));
    assertThat(end(3, Unit.WORKING_DAYS, EXACT, "2026-12-23T09:15:00+01:00", "DE"))
        .isEqualTo(at("2026-12-29T09:15:00+01:00"));
  }

  @Test
  void exact_days_keep_the_time_of_day_when_clocks_are_changed() {
    assertThat(end(2, Unit.DAYS, EXACT, "2027-03-27T02:30:00+01:00", "DE"))
        .isEqualTo(at("2027-03-29T02:30:00+02:00"));
    assertThat(end(1, Unit.DAYS, EXACT, "2027-03-27T02:30:00+01:00", "DE")).as("half past two does not exist")
        .isEqualTo(at("2027-03-28T03:30:00+02:00"));
  }

  @Test
  void nonsense_is_no_period() {
    assertThatThrownBy(() -> new Period(0, Unit.DAYS, EU_DAYS)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Period(72, Unit.HOURS, EU_DAYS)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Period(2, Unit.DAYS, EU_HOURS)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
        () -> new Counting("X", "test", Start.NEXT_DAY, End.TO_THE_INSTANT, NonWorkingEnd.STAYS, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
        () -> new Counting("X", "test", Start.AT_ONCE, End.TO_THE_INSTANT, NonWorkingEnd.NEXT_WORKING_DAY, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void the_longer_of_two_of_a_unit_is_the_less_strict(Unit unit) {
    assertThat(new Period(3, unit, unit == Unit.HOURS ? EXACT : EU_DAYS).about())
        .isGreaterThan(new Period(2, unit, unit == Unit.HOURS ? EXACT : EU_DAYS).about());
  }
}
