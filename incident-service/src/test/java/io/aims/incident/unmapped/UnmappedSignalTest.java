package io.aims.incident.unmapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.counting.Sighting;
import io.aims.incident.mapping.Placement;
import io.aims.incident.mapping.Placement.By;
import io.aims.incident.mapping.Rule;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.platform.refusal.Refusal;

class UnmappedSignalTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final UUID SYSTEM = new UUID(7, 7);

  private enum Command {
    ASSIGN, ASSIGN_AGAIN, DISMISS
  }

  @ParameterizedTest
  @CsvSource({"WAITING, ASSIGN, ASSIGNED", "WAITING, ASSIGN_AGAIN, ASSIGNED", "WAITING, DISMISS, DISMISSED",
      "ASSIGNED, ASSIGN, ASSIGNED", "ASSIGNED, ASSIGN_AGAIN,", "ASSIGNED, DISMISS, DISMISSED", "MAPPED, ASSIGN,",
      "MAPPED, ASSIGN_AGAIN,", "MAPPED, DISMISS,", "DISMISSED, ASSIGN,", "DISMISSED, ASSIGN_AGAIN,",
      "DISMISSED, DISMISS,"})
  void each_command_in_each_state(UnmappedSignal.State state, Command command, UnmappedSignal.State then) {
    var signal = in(state);

    if (then == null) {
      assertThatThrownBy(() -> give(signal, command)).isInstanceOf(Refusal.NotAllowedNow.class);
      assertThat(signal.view().state()).isEqualTo(state);
    } else {
      give(signal, command);
      assertThat(signal.view().state()).isEqualTo(then);
    }
  }

  @Test
  void that_it_waits_is_told_once() {
    var signal = waiting(heard(1, true));

    assertThat(signal.announce()).isNotNull();
    assertThat(signal.announce()).isNull();
  }

  @Test
  void an_assignment_outlasts_what_waits_and_a_mapping_does_not_pin_it() {
    var assigned = in(UnmappedSignal.State.ASSIGNED);
    var mapped = waiting(heard(1, true));

    assigned.settle(Placement.by(By.ASSIGNMENT, new UUID(8, 8)));
    mapped.settle(Placement.by(By.NAME, SYSTEM));

    assertThat(assigned.view().state()).isEqualTo(UnmappedSignal.State.ASSIGNED);
    assertThat(mapped.view().state()).isEqualTo(UnmappedSignal.State.MAPPED);
    assertThat(mapped.view().deliveries()).isZero();
  }

  @Test
  void all_that_waited_is_counted_once() {
    var sightings = waiting(heard(1, true), heard(2, true), heard(3, false), heard(4, true), heard(5, true),
        heard(6, true), heard(7, false)).sightings(SYSTEM);

    assertThat(sightings).extracting(Sighting::receivedAt)
        .containsExactly(NOON.plusSeconds(4), NOON.plusSeconds(6), NOON.plusSeconds(7));
    assertThat(sightings).allSatisfy(sighting -> assertThat(sighting.systemId()).isEqualTo(SYSTEM));
    assertThat(sightings.getFirst().waited()).isEqualTo(new Sighting.Waited(3, 1, 4, NOON.plusSeconds(1)));
    assertThat(sightings.subList(1, 3)).extracting(Sighting::waited).containsOnlyNulls();
  }

  @Test
  void an_end_before_it_fires_again_is_counted_and_not_heard_again() {
    var sightings = waiting(heard(1, true), heard(2, false), heard(3, true)).sightings(SYSTEM);

    assertThat(sightings).extracting(sighting -> sighting.signal().firing()).containsExactly(true);
    assertThat(sightings.getFirst().waited()).isEqualTo(new Sighting.Waited(1, 1, 2, NOON.plusSeconds(1)));
  }

  @Test
  void what_came_in_one_delivery_has_come_once() {
    var sightings = waiting(heard(1, true), heard(1, false)).sightings(SYSTEM);

    assertThat(sightings).hasSize(2);
    assertThat(sightings.getFirst().waited()).isEqualTo(new Sighting.Waited(0, 0, 0, NOON.plusSeconds(1)));
  }

  @Test
  void a_rule_goes_by_a_name_that_it_bears() {
    var signal = waiting(heard(1, true));

    assertThat(signal.rule(Rule.By.LABEL, "namespace", SYSTEM))
        .isEqualTo(new Rule(Rule.By.LABEL, "namespace", "credit", SYSTEM));
    assertThatThrownBy(() -> signal.rule(Rule.By.MODEL_REF, null, SYSTEM)).isInstanceOf(Refusal.Invalid.class);
    assertThatThrownBy(() -> signal.rule(Rule.By.LABEL, "other", SYSTEM)).isInstanceOf(Refusal.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod*", " ", "line\nbreak"})
  void no_rule_comes_of_a_name_that_a_rule_would_mean_more_or_nothing_by(String name) {
    var signal = waiting(heard(1, true, name));

    assertThatThrownBy(() -> signal.rule(Rule.By.LABEL, "namespace", SYSTEM)).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void no_rule_comes_of_too_long_a_name_or_names_a_label_for_nothing() {
    var signal = waiting(heard(1, true, "x".repeat(501)));

    assertThatThrownBy(() -> signal.rule(Rule.By.LABEL, "namespace", SYSTEM)).isInstanceOf(Refusal.Invalid.class);
    assertThat(waiting(heard(1, true, "x".repeat(500))).rule(Rule.By.LABEL, "namespace", SYSTEM)).isNotNull();
  }

  @Test
  void a_label_with_a_nul_is_kept_without() {
    var sightings = waiting(heard(1, true, "a\0b")).sightings(SYSTEM);

    assertThat(sightings.getFirst().signal().identity()).containsEntry("namespace", "a\uFFFDb");
  }

  /** A rule goes before an assignment, and the view says where it counts. */
  @Test
  void a_rule_that_overrides_an_assignment_shows() {
    var signal = in(UnmappedSignal.State.ASSIGNED);

    signal.settle(Placement.by(By.RULE, SYSTEM));

    assertThat(signal.view().state()).isEqualTo(UnmappedSignal.State.MAPPED);
    assertThat(signal.view().systemId()).isEqualTo(SYSTEM);
  }

  private static void give(UnmappedSignal signal, Command command) {
    switch (command) {
      case ASSIGN -> signal.assign(SYSTEM);
      case ASSIGN_AGAIN -> signal.assign(new UUID(8, 8));
      case DISMISS -> signal.dismiss();
    }
  }

  private static UnmappedSignal in(UnmappedSignal.State state) {
    var signal = waiting(heard(1, true));
    switch (state) {
      case WAITING -> {
      }
      case ASSIGNED -> signal.assign(new UUID(8, 8));
      case MAPPED -> signal.settle(Placement.by(By.RULE, new UUID(8, 8)));
      case DISMISSED -> signal.dismiss();
    }
    return signal;
  }

  private static UnmappedSignal waiting(Heard... heard) {
    return UnmappedSignal.begin(new UUID(2, 2), new UUID(3, 3), Pile.of(List.of(heard)).iterator().next(), NOON);
  }

  private static Heard heard(int second, boolean firing) {
    return heard(second, firing, "credit");
  }

  private static Heard heard(int second, boolean firing, String namespace) {
    var labels = new TreeMap<>(Map.of("namespace", namespace));
    return new Heard(new UUID(0, second), NOON.plusSeconds(second), new UUID(1, 1), new SignalKey("ab"),
        new Signal(Kind.DRIFT, Severity.MAJOR, firing ? SignalStatus.FIRING : SignalStatus.RESOLVED, null, null, null,
            null, null, null, null, null, null, labels));
  }
}
