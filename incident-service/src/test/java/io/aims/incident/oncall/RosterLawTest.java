package io.aims.incident.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.aims.incident.oncall.Roster.Handover;
import io.aims.incident.oncall.Roster.Rhythm;
import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

/** What holds for rosters of any time zone, at any minute of some years, and near changes of clocks above all. */
class RosterLawTest {
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();
  /** Zones whose clocks were changed by hours, over midnight, or past a whole day. */
  private static final List<String> ODD_ZONES = List.of("Pacific/Apia", "Pacific/Fakaofo", "Antarctica/Casey",
      "Antarctica/Troll", "Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Africa/Cairo");

  @Seeded(2000)
  void exactly_one_is_on_call_whose_turn_it_is_by_the_handovers_that_clocks_have_shown(Draw draw) {
    var roster = roster(draw);
    var at = moment(draw, roster);
    var handovers = handovers(roster, at);

    var shift = roster.shift(at);

    assertThat(shift.isPresent()).isEqualTo(handovers > 0);
    shift.ifPresent(found -> {
      var people = roster.participants();
      var turn = (handovers - 1) % people.size();
      assertThat(found.persons()).isEqualTo(
          IntStream.range(turn, turn + people.size()).mapToObj(next -> people.get(next % people.size())).toList());
      assertThat(new HashSet<>(found.persons())).hasSameSizeAs(people);
    });
  }

  @Seeded(1000)
  void shifts_part_all_time_among_them_without_a_gap(Draw draw) {
    var roster = roster(draw);
    var at = moment(draw, roster);

    roster.shift(at).ifPresent(shift -> {
      assertThat(shift.until()).isAfter(at);
      assertThat(roster.shift(shift.until().minusNanos(1))).contains(shift);
      assertThat(roster.shift(shift.until()).orElseThrow().until()).isAfter(shift.until());
      assertThat(handovers(roster, shift.until().minusNanos(1))).isEqualTo(handovers(roster, at));
      assertThat(handovers(roster, shift.until())).isGreaterThan(handovers(roster, at));
    });
  }

  @Seeded(200)
  void each_has_each_nth_shift(Draw draw) {
    var people = people(draw, 10);
    var roster = new Roster("UTC", handover(draw), LocalDate.of(draw.between(2000, 2040), 2, 28), people).check();
    var at = roster.firstOn().atTime(LocalTime.parse(roster.handover().at())).toInstant(ZoneOffset.UTC);

    for (var shift = 0; shift < 3 * people.size(); shift++) {
      var now = roster.shift(at).orElseThrow();
      assertThat(now.persons().getFirst()).as("shift %d", shift).isEqualTo(people.get(shift % people.size()));
      at = now.until();
    }
  }

  /**
   * How many handovers there were until {@code at}, day by day: those whose date and time clocks have shown by then. What
   * they have shown before they were set back they have shown, and what they jump over they have shown once they did.
   */
  private static int handovers(Roster roster, Instant at) {
    var shown = shown(ZoneId.of(roster.timeZone()), at);
    var time = LocalTime.parse(roster.handover().at());
    var count = 0;
    for (var day = roster.firstOn(); !day.atTime(time).isAfter(shown); day = day.plusDays(1)) {
      if (day.equals(roster.firstOn()) || roster.handover().rhythm() == Rhythm.DAILY
          || day.getDayOfWeek() == roster.handover().dayOfWeek()) {
        count++;
      }
    }
    return count;
  }

  /** The latest date and time on clocks until {@code at}. */
  private static LocalDateTime shown(ZoneId zone, Instant at) {
    var shown = LocalDateTime.ofInstant(at, zone);
    var back = zone.getRules().previousTransition(at.plusNanos(1));
    if (back != null && back.isOverlap()) {
      var before = back.getDateTimeBefore().minusNanos(1);
      return before.isAfter(shown) ? before : shown;
    }
    return shown;
  }

  private static Roster roster(Draw draw) {
    return new Roster(draw.oneOf(draw.yesOrNo() ? ZONES : ODD_ZONES), handover(draw),
        LocalDate.of(2008, 1, 1).plusDays(draw.between(0, 9000)), people(draw, 50)).check();
  }

  private static Handover handover(Draw draw) {
    var at = LocalTime.of(draw.between(0, 23), draw.between(0, 59)).toString();
    return draw.yesOrNo()
        ? new Handover(Rhythm.DAILY, at, null)
        : new Handover(Rhythm.WEEKLY, at, draw.oneOf(Arrays.asList(DayOfWeek.values())));
  }

  private static List<UUID> people(Draw draw, int most) {
    return IntStream.range(0, draw.between(1, most)).mapToObj(person -> new UUID(1, person)).toList();
  }

  /** Some minute of the three years after the first day, or near a change of clocks in them. */
  private static Instant moment(Draw draw, Roster roster) {
    var any = roster.firstOn()
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plus(Duration.ofMinutes(draw.between(-3_000, 1_600_000)));
    var change = ZoneId.of(roster.timeZone()).getRules().nextTransition(any);
    return change == null || draw.yesOrNo()
        ? any
        : change.getInstant().plus(Duration.ofMinutes(draw.between(-2_000, 2_000)));
  }
}
