package io.aims.incident.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.escalation.Ladder.Step;
import io.aims.incident.reference.ReferenceFile;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

class LadderTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void each_step_is_due_so_many_minutes_after_the_incident_began_to_wait() {
    var ladder = ladder(15, 60);

    assertThat(ladder.step(Severity.MAJOR, 0, NOON).orElseThrow().at()).isEqualTo(NOON.plusSeconds(900));
    assertThat(ladder.step(Severity.MAJOR, 1, NOON).orElseThrow().at()).isEqualTo(NOON.plusSeconds(3600));
    assertThat(ladder.step(Severity.MAJOR, 2, NOON)).isEmpty();
    assertThat(ladder.step(Severity.MINOR, 0, NOON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5,5", "5,4", "-1"})
  void steps_follow_each_other(String minutes) {
    var steps = Arrays.stream(minutes.split(",")).mapToInt(Integer::parseInt).toArray();

    assertThatThrownBy(() -> ladder(steps).coherent()).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void the_usual_policy_is_coherent_and_tells_somebody_of_all_that_is_not_just_information() {
    var usual = new Ladder(ReferenceFile.read("escalation-policy-1", Escalations.Usual.class).steps()).coherent();

    assertThat(usual.steps().keySet()).containsExactlyInAnyOrder(Severity.values());
    assertThat(usual.steps().get(Severity.INFO)).isEmpty();
    assertThat(usual.step(Severity.CRITICAL, 0, NOON)).isPresent();
  }

  private static Ladder ladder(int... minutes) {
    return new Ladder(Map.of(Severity.MAJOR,
        Arrays.stream(minutes).mapToObj(m -> new Step(m, Addressee.ON_CALL, null)).toList(), Severity.INFO, List.of()));
  }
}
