package io.aims.incident.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.platform.refusal.Refusal;

class MeasureTest {

  /** Each containment, what a person says of it, and what follows; an empty column is null. */
  @ParameterizedTest
  @CsvSource(nullValues = "", value = {
      "KILL_SWITCH,      ,      true,  false, ,      false",
      "TRAFFIC_SHIFT,    ,      false, false, ,      false",
      "HUMAN_TAKEOVER,   ,      false, false, ,      false",
      "ENDED_BY_ITSELF,  ,      false, false, ,      false",
      "ROLLBACK,         ,      false, true,  false, true",
      "ROLLBACK,         ,      true,  true,  true,  false",
      "FEATURE_DISABLED, ,      false, true,  false, true",
      "OTHER,            true,  false, true,  false, true",
      "OTHER,            true,  true,  true,  true,  false",
      "OTHER,            false, false, false, ,      false"})
  void what_alters_the_system_says_whether_its_evidence_was_preserved(Containment containment, Boolean said,
      boolean preserved, boolean alters, Boolean kept, boolean loses) {
    var measure = Measure.of(containment, said, preserved);

    assertThat(measure).isEqualTo(new Measure(containment, alters, kept));
    assertThat(measure.losesEvidence()).isEqualTo(loses);
  }

  @ParameterizedTest
  @EnumSource
  void whether_it_alters_the_system_is_said_where_it_does_not_follow_and_only_there(Containment containment) {
    var said = containment == Containment.OTHER ? null : Boolean.TRUE;

    assertThatThrownBy(() -> Measure.of(containment, said, true)).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations().getFirst().field()).isEqualTo("altersSystem"));
  }
}
