package io.aims.incident.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.oncall.Roster.Handover;
import io.aims.incident.oncall.Roster.Rhythm;
import io.aims.platform.refusal.Refusal;

class RosterTest {
  static final UUID ANN = new UUID(0, 1);
  static final UUID BEN = new UUID(0, 2);
  static final UUID CEM = new UUID(0, 3);

  static Roster daily(String zone, String at, String firstOn) {
    return roster(zone, new Handover(Rhythm.DAILY, at, null), firstOn);
  }

  static Roster weekly(String zone, String at, DayOfWeek day, String firstOn) {
    return roster(zone, new Handover(Rhythm.WEEKLY, at, day), firstOn);
  }

  private static Roster roster(String zone, Handover handover, String firstOn) {
    return new Roster(zone, handover, LocalDate.parse(firstOn), List.of(ANN, BEN, CEM)).check();
  }

  /** {@code ABC 2027-03-28T01:00:00Z}: who is on call, who stands in, and until when. */
  static String told(Shift shift) {
    return shift.persons().stream().map(RosterTest::letter).collect(Collectors.joining()) + " " + shift.until();
  }

  private static String letter(UUID person) {
    return Character.toString('@' + (int) person.getLeastSignificantBits());
  }

  private static String at(Roster roster, Instant at) {
    return roster.shift(at).map(RosterTest::told).orElse("nobody");
  }

  /** On 28 March 2027 clocks jump from 02:00 to 03:00, at 01:00Z; on 31 October they go back from 03:00 to 02:00, at 01:00Z. */
  @ParameterizedTest
  @CsvSource({
      "02:30, 2027-03-26, 2027-03-27T01:29:59Z, ABC 2027-03-27T01:30:00Z",
      "02:30, 2027-03-26, 2027-03-27T01:30:00Z, BCA 2027-03-28T01:00:00Z",
      "02:30, 2027-03-26, 2027-03-28T00:59:59.999999Z, BCA 2027-03-28T01:00:00Z",
      "02:30, 2027-03-26, 2027-03-28T01:00:00Z, CAB 2027-03-29T00:30:00Z",
      "02:30, 2027-03-26, 2027-03-29T00:30:00Z, ABC 2027-03-30T00:30:00Z",
      "09:00, 2027-03-27, 2027-03-28T06:59:59Z, ABC 2027-03-28T07:00:00Z",
      "09:00, 2027-03-27, 2027-03-28T07:00:00Z, BCA 2027-03-29T07:00:00Z",
      "02:30, 2027-10-30, 2027-10-31T00:29:59Z, ABC 2027-10-31T00:30:00Z",
      "02:30, 2027-10-30, 2027-10-31T00:30:00Z, BCA 2027-11-01T01:30:00Z",
      "02:30, 2027-10-30, 2027-10-31T01:29:59Z, BCA 2027-11-01T01:30:00Z",
      "02:30, 2027-10-30, 2027-10-31T01:30:00Z, BCA 2027-11-01T01:30:00Z",
      "02:30, 2027-10-30, 2027-11-01T01:30:00Z, CAB 2027-11-02T01:30:00Z"})
  void in_berlin_a_handover_is_at_its_local_time_and_once_when_clocks_change(String time, String firstOn, Instant at,
      String told) {
    assertThat(at(daily("Europe/Berlin", time, firstOn), at)).isEqualTo(told);
  }

  /** In Apia there was no 30 December 2011: its midnight, 10:00Z, was that of the 31st. */
  @ParameterizedTest
  @CsvSource({
      "09:00, 2011-12-29T19:00:00Z, BCA 2011-12-30T10:00:00Z",
      "09:00, 2011-12-30T09:59:59Z, BCA 2011-12-30T10:00:00Z",
      "09:00, 2011-12-30T10:00:00Z, CAB 2011-12-30T19:00:00Z",
      "09:00, 2011-12-30T19:00:00Z, ABC 2011-12-31T19:00:00Z",
      "00:00, 2011-12-30T09:59:59Z, BCA 2011-12-30T10:00:00Z",
      "00:00, 2011-12-30T10:00:00Z, ABC 2011-12-31T10:00:00Z"})
  void in_apia_the_turn_of_a_day_that_was_left_out_is_short_or_empty(String time, Instant at, String told) {
    assertThat(at(daily("Pacific/Apia", time, "2011-12-28"), at)).isEqualTo(told);
  }

  /** On 5 March 2010 at 02:00, 15:00Z the day before, clocks of Casey station went back to 23:00 of 4 March. */
  @ParameterizedTest
  @CsvSource({
      "2010-03-04T13:29:59Z, ABC 2010-03-04T13:30:00Z",
      "2010-03-04T13:30:00Z, BCA 2010-03-05T16:30:00Z",
      "2010-03-04T15:30:00Z, BCA 2010-03-05T16:30:00Z",
      "2010-03-04T16:30:00Z, BCA 2010-03-05T16:30:00Z"})
  void nobody_gives_back_the_turn_when_clocks_go_back_to_the_day_before(Instant at, String told) {
    assertThat(at(daily("Antarctica/Casey", "00:30", "2010-03-04"), at)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
      "2028-02-28, 2028-02-29T12:00:00Z, BCA 2028-03-01T08:00:00Z",
      "2028-02-28, 2028-03-01T12:00:00Z, CAB 2028-03-02T08:00:00Z",
      "2027-02-28, 2027-03-01T12:00:00Z, BCA 2027-03-02T08:00:00Z",
      "2028-02-29, 2028-02-29T12:00:00Z, ABC 2028-03-01T08:00:00Z",
      "2028-02-29, 2029-02-28T12:00:00Z, CAB 2029-03-01T08:00:00Z"})
  void the_29th_of_february_is_a_turn_like_any_other(String firstOn, Instant at, String told) {
    assertThat(at(daily("Europe/Berlin", "09:00", firstOn), at)).isEqualTo(told);
  }

  /** 1 March 2027 is a Monday. */
  @ParameterizedTest
  @CsvSource({
      "2027-03-01, 2027-03-01T08:00:00Z, ABC 2027-03-08T08:00:00Z",
      "2027-03-01, 2027-03-08T07:59:59Z, ABC 2027-03-08T08:00:00Z",
      "2027-03-01, 2027-03-08T08:00:00Z, BCA 2027-03-15T08:00:00Z",
      "2027-03-01, 2027-03-21T20:00:00Z, CAB 2027-03-22T08:00:00Z",
      "2027-03-01, 2027-03-28T12:00:00Z, ABC 2027-03-29T07:00:00Z",
      "2027-03-01, 2027-03-29T07:00:00Z, BCA 2027-04-05T07:00:00Z",
      "2027-03-01, 2028-03-01T12:00:00Z, BCA 2028-03-06T08:00:00Z",
      "2027-03-03, 2027-03-03T07:59:59Z, nobody",
      "2027-03-03, 2027-03-03T08:00:00Z, ABC 2027-03-08T08:00:00Z",
      "2027-03-03, 2027-03-08T08:00:00Z, BCA 2027-03-15T08:00:00Z",
      "2027-03-07, 2027-03-08T08:00:00Z, BCA 2027-03-15T08:00:00Z"})
  void a_week_goes_from_one_day_of_handover_to_the_next_and_the_first_from_the_first_day(String firstOn, Instant at,
      String told) {
    assertThat(at(weekly("Europe/Berlin", "09:00", DayOfWeek.MONDAY, firstOn), at)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"1999-12-31T23:59:59Z, nobody", "2027-03-26T00:00:00Z, nobody", "2027-03-26T07:59:59.999999Z, nobody",
      "2027-03-26T08:00:00Z, ABC 2027-03-27T08:00:00Z", "0000-01-01T00:00:00Z, nobody",
      "9999-12-31T23:59:59Z, BCA +10000-01-01T08:00:00Z"})
  void nobody_is_on_call_before_the_first_handover_and_somebody_ever_after(Instant at, String told) {
    assertThat(at(daily("Europe/Berlin", "09:00", "2027-03-26"), at)).isEqualTo(told);
  }

  @Test
  void who_is_alone_is_always_on_call_and_hands_over_to_nobody_else() {
    var alone = new Roster("UTC", new Handover(Rhythm.DAILY, "08:00", null), LocalDate.parse("2027-01-01"),
        List.of(ANN)).check();

    assertThat(at(alone, Instant.parse("2027-01-05T09:00:00Z"))).isEqualTo("A 2027-01-06T08:00:00Z");
  }

  @Test
  void a_roster_makes_sense() {
    refused("roster.timeZone", "Europe/Atlantis", Rhythm.DAILY, null, "2027-01-01", ANN);
    refused("roster.timeZone", "+01:00", Rhythm.DAILY, null, "2027-01-01", ANN);
    refused("roster.handover.dayOfWeek", "UTC", Rhythm.WEEKLY, null, "2027-01-01", ANN);
    refused("roster.handover.dayOfWeek", "UTC", Rhythm.DAILY, DayOfWeek.MONDAY, "2027-01-01", ANN);
    refused("roster.firstOn", "UTC", Rhythm.DAILY, null, "1999-12-31", ANN);
    refused("roster.firstOn", "UTC", Rhythm.DAILY, null, "2201-01-01", ANN);
    refused("roster.participants", "UTC", Rhythm.DAILY, null, "2027-01-01", ANN, BEN, ANN);
  }

  private static void refused(String field, String zone, Rhythm rhythm, DayOfWeek day, String firstOn,
      UUID... participants) {
    var roster = new Roster(zone, new Handover(rhythm, "08:00", day), LocalDate.parse(firstOn),
        List.of(participants));

    assertThatThrownBy(roster::check).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly(field));
  }
}
