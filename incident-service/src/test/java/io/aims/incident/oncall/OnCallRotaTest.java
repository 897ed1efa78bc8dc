package io.aims.incident.oncall;

import static io.aims.incident.oncall.RosterTest.ANN;
import static io.aims.incident.oncall.RosterTest.BEN;
import static io.aims.incident.oncall.RosterTest.CEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.oncall.RotaState.Command;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

class OnCallRotaTest {
  private static final Instant NOW = Instant.parse("2027-01-02T12:00:00Z");
  private static final UUID XIA = new UUID(0, 'X' - '@');
  private static final UUID YUL = new UUID(0, 'Y' - '@');
  private final OnCallRota rota = rota();
  private final List<Substitution> substitutions = new ArrayList<>();

  /** Ann, Ben and Cem from 1 January 2027 on, each from 08:00 to 08:00. */
  static OnCallRota rota() {
    return OnCallRota.establish(UUID.randomUUID(), UUID.randomUUID(), "Claims", terms(), NOW);
  }

  static Terms terms() {
    return new Terms(RosterTest.daily("UTC", "08:00", "2027-01-01"), List.of(UUID.randomUUID()));
  }

  private Substitution takeOver(UUID person, String from, String until) {
    var substitution = rota
        .substitute(UUID.randomUUID(), person, Instant.parse(from), Instant.parse(until), substitutions.size(), NOW)
        .substitution();
    substitutions.add(substitution);
    return substitution;
  }

  private String told(String at) {
    return rota.shift(substitutions, Instant.parse(at)).map(RosterTest::told).orElse("nobody");
  }

  static Stream<Arguments> each_state_takes_the_commands_that_it_lists() {
    return Arrays.stream(RotaState.values())
        .flatMap(state -> Arrays.stream(Command.values()).map(command -> Arguments.of(state, command)));
  }

  @ParameterizedTest
  @MethodSource
  void each_state_takes_the_commands_that_it_lists(RotaState state, Command command) {
    var later = NOW.plusSeconds(60);
    var pending = takeOver(XIA, "2027-01-02T20:00:00Z", "2027-01-03T10:00:00Z");
    switch (state) {
      case ACTIVE -> {
      }
      case RETIRED -> rota.retire();
    }
    Runnable tell = () -> {
      switch (command) {
        case CHANGE -> rota.change("Claims and payments", terms());
        case SUBSTITUTIONS -> rota.substitute(UUID.randomUUID(), YUL, NOW, later, 1, NOW);
        case WITHDRAWAL -> rota.withdraw(pending, NOW);
        case RETIREMENT -> rota.retire();
      }
    };

    assertThat(state.allowed().contains(command)).isEqualTo(state != RotaState.RETIRED);
    if (state == RotaState.RETIRED) {
      assertThatThrownBy(tell::run).isInstanceOf(Refusal.NotAllowedNow.class);
    } else {
      assertThatCode(tell::run).doesNotThrowAnyException();
    }
  }

  /** Ben is on call from 2 January 08:00 on, Cem from 3 January 08:00 on. */
  @ParameterizedTest
  @CsvSource({
      "2027-01-02T19:59:59Z, BCA 2027-01-02T20:00:00Z",
      "2027-01-02T20:00:00Z, XBCA 2027-01-02T22:00:00Z",
      "2027-01-02T22:00:00Z, YBCA 2027-01-02T23:00:00Z",
      "2027-01-02T23:00:00Z, XBCA 2027-01-03T10:00:00Z",
      "2027-01-03T07:59:59Z, XBCA 2027-01-03T10:00:00Z",
      "2027-01-03T08:00:00Z, XCAB 2027-01-03T10:00:00Z",
      "2027-01-03T10:00:00Z, CAB 2027-01-04T08:00:00Z"})
  void a_substitute_goes_first_over_a_handover_too_and_the_one_named_last_before_others(String at, String told) {
    takeOver(XIA, "2027-01-02T20:00:00Z", "2027-01-03T10:00:00Z");
    takeOver(YUL, "2027-01-02T22:00:00Z", "2027-01-02T23:00:00Z");

    assertThat(told(at)).isEqualTo(told);
  }

  @Test
  void what_was_said_earlier_does_not_take_over_from_what_was_said_last() {
    takeOver(YUL, "2027-01-02T22:00:00Z", "2027-01-02T23:00:00Z");
    takeOver(XIA, "2027-01-02T20:00:00Z", "2027-01-03T10:00:00Z");

    assertThat(told("2027-01-02T20:00:00Z")).isEqualTo("XBCA 2027-01-03T10:00:00Z");
    assertThat(told("2027-01-02T22:30:00Z")).isEqualTo("XBCA 2027-01-03T10:00:00Z");
  }

  @Test
  void a_participant_who_takes_over_is_named_once() {
    takeOver(CEM, "2027-01-02T20:00:00Z", "2027-01-03T10:00:00Z");

    assertThat(told("2027-01-02T20:00:00Z")).isEqualTo("CBA 2027-01-03T10:00:00Z");
    assertThat(told("2027-01-03T08:00:00Z")).isEqualTo("CAB 2027-01-03T10:00:00Z");
  }

  @Test
  void nobody_takes_over_before_there_is_somebody_to_take_over_from() {
    takeOver(XIA, "2026-12-31T20:00:00Z", "2027-01-03T10:00:00Z");

    assertThat(told("2027-01-01T07:59:59Z")).isEqualTo("nobody");
    assertThat(told("2027-01-01T08:00:00Z")).isEqualTo("XABC 2027-01-03T10:00:00Z");
  }

  @Test
  void what_is_withdrawn_was_so_until_then_and_is_no_more() {
    var begun = takeOver(XIA, "2027-01-02T09:00:00Z", "2027-01-02T20:00:00Z");
    var later = takeOver(YUL, "2027-01-02T15:00:00Z", "2027-01-02T16:00:00Z");

    rota.withdraw(begun, NOW);
    rota.withdraw(later, NOW);

    assertThat(told("2027-01-02T08:30:00Z")).isEqualTo("BCA 2027-01-02T09:00:00Z");
    assertThat(told("2027-01-02T11:59:59Z")).isEqualTo("XBCA 2027-01-02T12:00:00Z");
    assertThat(told("2027-01-02T12:00:00Z")).isEqualTo("BCA 2027-01-03T08:00:00Z");
    assertThat(told("2027-01-02T15:30:00Z")).isEqualTo("BCA 2027-01-03T08:00:00Z");
    assertThatThrownBy(() -> rota.withdraw(begun, NOW)).isInstanceOf(Refusal.NotAllowedNow.class);
    assertThatThrownBy(() -> rota.withdraw(later, NOW)).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  @Test
  void what_never_began_ends_no_shift() {
    var withdrawn = takeOver(XIA, "2027-01-02T20:00:00Z", "2027-01-03T10:00:00Z");

    rota.withdraw(withdrawn, NOW);

    assertThat(told("2027-01-02T11:00:00Z")).isEqualTo("BCA 2027-01-03T08:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"2027-01-02T13:00:00Z, 2027-01-02T13:00:00Z", "2027-01-02T14:00:00Z, 2027-01-02T13:00:00Z",
      "2027-01-02T11:00:00Z, 2027-01-02T12:00:00Z"})
  void nobody_takes_over_for_no_time_or_for_what_is_over(String from, String until) {
    assertThatThrownBy(() -> takeOver(XIA, from, until)).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly("until"));
  }

  @Test
  void there_are_two_hundred_substitutions_at_most() {
    assertThatCode(() -> rota.substitute(UUID.randomUUID(), XIA, NOW, NOW.plusSeconds(1), 199, NOW))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> rota.substitute(UUID.randomUUID(), XIA, NOW, NOW.plusSeconds(1), 200, NOW))
        .isInstanceOf(Refusal.NotAllowedNow.class);
  }

  @Test
  void no_system_is_named_twice() {
    var system = UUID.randomUUID();
    var twice = new Terms(terms().roster(), List.of(system, UUID.randomUUID(), system));

    assertThatThrownBy(() -> rota.change("Claims", twice)).isInstanceOf(Refusal.Invalid.class);
    assertThatThrownBy(() -> OnCallRota.establish(UUID.randomUUID(), UUID.randomUUID(), "Claims", twice, NOW))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(rota.terms()).isNotEqualTo(twice);
  }

  @Seeded(500)
  void until_the_shift_ends_the_same_person_is_first_and_everybody_is_named_once(Draw draw) {
    for (var i = draw.between(0, 8); i > 0; i--) {
      var from = draw.between(0, 99);
      substitutions.add(new Substitution(UUID.randomUUID(), rota, i, draw.oneOf(List.of(ANN, BEN, XIA, YUL)),
          hour(from), hour(from + draw.between(0, 40))));
    }
    var at = draw.between(8, 140);

    var shift = rota.shift(substitutions, hour(at)).orElseThrow();

    assertThat(shift.persons()).doesNotHaveDuplicates().contains(ANN, BEN, CEM).hasSizeLessThanOrEqualTo(4);
    assertThat(shift.persons().getFirst()).isEqualTo(substitutions.stream()
        .filter(substitution -> substitution.covers(hour(at)))
        .reduce((one, other) -> one.number() > other.number() ? one : other)
        .map(Substitution::personId)
        .orElseGet(() -> rota.terms().roster().shift(hour(at)).orElseThrow().persons().getFirst()));
    assertThat(shift.until()).isAfter(hour(at));
    for (var next = hour(at); next.isBefore(shift.until()); next = next.plusSeconds(3600)) {
      assertThat(rota.shift(substitutions, next).orElseThrow())
          .returns(shift.persons().getFirst(), same -> same.persons().getFirst())
          .returns(shift.until(), Shift::until);
    }
  }

  private static Instant hour(int number) {
    return Instant.parse("2027-01-01T00:00:00Z").plusSeconds(3600L * number);
  }
}
