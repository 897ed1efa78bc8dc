package io.aims.incident.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.opening.OpeningRules;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.watch.SignalPolicy.Outcome;

class SignalPolicyTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Rules HELD = new Rules(Duration.ofMinutes(5), 4, 1, Duration.ofMinutes(60), OpeningRules.NONE);
  private Standing standing = Standing.UNHEARD;
  private int delivery;

  @Test
  void it_fires_once_however_often_that_is_said() {
    assertThat(fires(0)).isEqualTo(Heard.FIRED);
    assertThat(fires(1)).isEqualTo(Heard.REPEATED);
    assertThat(resolves(2)).isEqualTo(Heard.RESOLVED);
    assertThat(resolves(3)).isEqualTo(Heard.REPEATED);
    assertThat(fires(4)).isEqualTo(Heard.FIRED);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"-, 5", "3, 5", "5, 5", "30, 30"})
  void it_opens_after_the_hold_down_and_what_mutes_it(Integer mutedUntil, int opens) {
    fires(0);
    fires(4);

    assertThat(SignalPolicy.opensAt(standing, HELD, mutedUntil == null ? null : at(mutedUntil))).contains(at(opens));
  }

  @Test
  void what_is_over_before_the_hold_down_opens_nothing_and_begins_anew() {
    fires(0);
    resolves(4);
    assertThat(SignalPolicy.opensAt(standing, HELD, null)).isEmpty();

    fires(6);
    assertThat(SignalPolicy.opensAt(standing, HELD, null)).contains(at(11));
  }

  @Test
  void without_rules_it_opens_at_once() {
    fires(0);

    assertThat(SignalPolicy.opensAt(standing, Rules.USUAL, null)).contains(at(0));
  }

  @Test
  void many_changes_are_flapping_until_there_are_few_and_not_just_fewer() {
    var flapping = new ArrayList<Boolean>();
    for (var minute : new int[]{0, 1, 2, 3}) {
      hear(minute % 2 == 0 ? SignalStatus.FIRING : SignalStatus.RESOLVED, minute, null);
      flapping.add(standing.flapping());
    }
    assertThat(flapping).containsExactly(false, false, false, true);

    resolves(61);
    assertThat(standing.changes()).hasSize(2);
    assertThat(standing.flapping()).as("below where it began, above where it ends").isTrue();
    resolves(62);
    assertThat(standing.flapping()).isFalse();
    assertThat(standing.firingSince()).isNull();
  }

  @Test
  void a_flapping_signal_fires_on_and_so_opens_after_the_hold_down_all_the_same() {
    for (var minute : new int[]{0, 1, 2, 3, 4}) {
      hear(minute % 2 == 0 ? SignalStatus.FIRING : SignalStatus.RESOLVED, minute, null);
    }

    assertThat(standing.flapping()).isTrue();
    assertThat(SignalPolicy.opensAt(standing, HELD, null)).isPresent();
    assertThat(SignalPolicy.opensAt(standing, HELD, null).orElseThrow()).isBefore(at(9));
  }

  @Test
  void it_calms_down_by_itself_when_nothing_more_is_heard() {
    for (var minute : new int[]{0, 1, 2, 3}) {
      hear(minute % 2 == 0 ? SignalStatus.FIRING : SignalStatus.RESOLVED, minute, null);
    }
    var calm = SignalPolicy.calmsAt(standing, HELD).orElseThrow();

    assertThat(calm).isEqualTo(at(62));
    assertThat(SignalPolicy.calm(standing, HELD, calm.minusSeconds(1)).flapping()).isTrue();
    assertThat(SignalPolicy.calm(standing, HELD, calm).flapping()).isFalse();
    assertThat(SignalPolicy.calmsAt(SignalPolicy.calm(standing, HELD, calm), HELD)).isEmpty();
  }

  @Test
  void people_are_told_when_it_changes_and_when_it_begins_and_ends_to_flap_and_not_of_each_flicker() {
    var told = new ArrayList<Boolean>();
    for (var minute : new int[]{0, 1, 2, 3, 4, 5}) {
      var before = standing;
      var heard = hear(minute % 2 == 0 ? SignalStatus.FIRING : SignalStatus.RESOLVED, minute, null);
      told.add(SignalPolicy.worthTelling(heard, before, standing, false));
      assertThat(SignalPolicy.worthTelling(heard, before, standing, true)).isFalse();
    }

    assertThat(told).containsExactly(true, true, true, true, false, false);
  }

  @Test
  void an_older_episode_is_late_whenever_it_arrives() {
    hear(SignalStatus.FIRING, 10, at(9));

    assertThat(hear(SignalStatus.RESOLVED, 11, at(3))).isEqualTo(Heard.LATE);
    assertThat(standing.status()).isEqualTo(SignalStatus.FIRING);
    assertThat(hear(SignalStatus.RESOLVED, 12, at(9))).isEqualTo(Heard.RESOLVED);
  }

  @Test
  void what_is_heard_to_be_over_before_it_is_heard_to_fire_stays_over() {
    assertThat(hear(SignalStatus.RESOLVED, 10, at(3))).isEqualTo(Heard.REPEATED);

    assertThat(hear(SignalStatus.FIRING, 11, at(3))).isEqualTo(Heard.LATE);
    assertThat(SignalPolicy.opensAt(standing, Rules.USUAL, null)).isEmpty();
    assertThat(hear(SignalStatus.FIRING, 12, at(12))).isEqualTo(Heard.FIRED);
  }

  @Test
  void a_monitor_that_never_moves_its_beginning_is_believed() {
    hear(SignalStatus.FIRING, 0, at(0));
    hear(SignalStatus.RESOLVED, 10, at(0));

    assertThat(hear(SignalStatus.FIRING, 11, at(0))).isEqualTo(Heard.FIRED);
  }

  /** A repetition that one replica held back arrives when the end was taken already; so does an end behind a new beginning. */
  @ParameterizedTest
  @CsvSource({"FIRING, RESOLVED", "RESOLVED, FIRING"})
  void of_one_episode_what_was_delivered_before_changes_nothing_any_more(SignalStatus early, SignalStatus now) {
    hear(SignalStatus.FIRING, 0, at(0));
    var held = new Statement(early, at(0), null, at(1), id());
    hear(SignalStatus.RESOLVED, 2, at(0));
    if (now == SignalStatus.FIRING) {
      hear(SignalStatus.FIRING, 3, at(0));
    }

    assertThat(SignalPolicy.hear(standing, held, HELD).heard()).isEqualTo(Heard.LATE);
    assertThat(SignalPolicy.hear(standing, held, HELD).standing().status()).isEqualTo(now);
  }

  @Test
  void what_was_over_unheard_is_believed_to_fire_after_a_while() {
    hear(SignalStatus.FIRING, 0, at(0));
    hear(SignalStatus.RESOLVED, 1, at(0));
    hear(SignalStatus.RESOLVED, 30, at(20));

    assertThat(hear(SignalStatus.FIRING, 40, at(20))).isEqualTo(Heard.LATE);
    assertThat(hear(SignalStatus.FIRING, 41, at(20))).isEqualTo(Heard.FIRED);
  }

  @Test
  void without_times_of_the_monitor_the_order_of_arrival_counts() {
    fires(0);
    resolves(1);
    var early = new Statement(SignalStatus.FIRING, null, null, at(0), new UUID(0, 0));

    assertThat(SignalPolicy.hear(standing, early, HELD).heard()).isEqualTo(Heard.LATE);
  }

  @ParameterizedTest
  @CsvSource({"15, false", "16, true"})
  void a_clock_that_is_ahead_is_flagged_and_not_believed(int startsAt, boolean skewed) {
    hear(SignalStatus.FIRING, 10, at(startsAt));

    assertThat(standing.skewed()).isEqualTo(skewed);
    assertThat(standing.episode()).isEqualTo(skewed ? null : at(startsAt));
  }

  @Test
  void an_end_in_the_future_is_skew_only_of_what_is_over() {
    var ends = at(60);

    assertThat(SignalPolicy.hear(standing, new Statement(SignalStatus.FIRING, at(0), ends, at(1), id()), HELD)
        .standing()
        .skewed()).isFalse();
    assertThat(SignalPolicy.hear(standing, new Statement(SignalStatus.RESOLVED, at(0), ends, at(1), id()), HELD)
        .standing()
        .skewed()).isTrue();
  }

  @Test
  void late_statements_never_change_the_status_whatever_their_order() {
    var statements = List.of(new Statement(SignalStatus.FIRING, at(0), null, at(1), new UUID(0, 1)),
        new Statement(SignalStatus.RESOLVED, at(0), at(2), at(2), new UUID(0, 2)),
        new Statement(SignalStatus.FIRING, at(3), null, at(4), new UUID(0, 3)));
    for (var order : List.of(List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0),
        List.of(2, 0, 1), List.of(2, 1, 0))) {
      var end = Standing.UNHEARD;
      for (var index : order) {
        end = SignalPolicy.hear(end, statements.get(index), HELD).standing();
      }
      assertThat(end.status()).as(order.toString()).isEqualTo(SignalStatus.FIRING);
      assertThat(end.episode()).as(order.toString()).isEqualTo(at(3));
    }
  }

  /** The changes are cut to those that tell whether it flaps; here the same is played with every one of them kept. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_signal_that_flickers_for_hours_keeps_few_changes_and_is_taken_no_differently(long seed) {
    var random = new Random(seed);
    var all = new ArrayList<Instant>();
    var flapping = false;
    for (var i = 0; i < 3000; i++) {
      var at = NOON.plusSeconds(i * 20L + random.nextInt(60)).plusSeconds(random.nextInt(40) == 0 ? i * 40L : 0);
      var status = random.nextBoolean() ? SignalStatus.FIRING : SignalStatus.RESOLVED;
      var outcome = SignalPolicy.hear(standing, new Statement(status, null, null, at, id()), HELD);
      if (outcome.heard() == Heard.FIRED || outcome.heard() == Heard.RESOLVED) {
        all.add(at);
      }
      var recent = all.stream().filter(change -> change.isAfter(at.minus(HELD.flapWindow()))).sorted().toList();
      all.retainAll(recent);
      flapping = recent.size() >= HELD.flapsAt() || flapping && recent.size() > HELD.calmAt();
      standing = outcome.standing();

      assertThat(standing.changes()).hasSizeLessThanOrEqualTo(HELD.flapsAt());
      assertThat(standing.flapping()).isEqualTo(flapping);
      assertThat(SignalPolicy.calmsAt(standing, HELD)).isEqualTo(flapping
          ? Optional.of(recent.get(recent.size() - HELD.calmAt() - 1).plus(HELD.flapWindow()))
          : Optional.empty());
    }
  }

  private Heard fires(int minute) {
    return hear(SignalStatus.FIRING, minute, null);
  }

  private Heard resolves(int minute) {
    return hear(SignalStatus.RESOLVED, minute, null);
  }

  private Heard hear(SignalStatus status, int minute, Instant startsAt) {
    Outcome outcome = SignalPolicy.hear(standing, new Statement(status, startsAt, null, at(minute), id()), HELD);
    standing = outcome.standing();
    return outcome.heard();
  }

  private UUID id() {
    return new UUID(0, ++delivery);
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }
}
