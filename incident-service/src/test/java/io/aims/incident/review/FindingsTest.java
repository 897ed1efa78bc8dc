package io.aims.incident.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.review.Findings.Cause;
import io.aims.incident.review.Findings.Decision;
import io.aims.incident.review.Findings.DecisionKind;
import io.aims.platform.refusal.Refusal;

class FindingsTest {
  private static final Decision ACTION = new Decision(DecisionKind.CORRECTIVE_ACTION, "a gate", null, null);

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"watch it, -, true", "-, known, true", "-, -, false"})
  void a_lesson_or_the_reason_for_none_is_what_was_learned(String lessons, String nothing, boolean learned) {
    assertThat(new Findings(false, "cause", List.of(), null, lessons, nothing, List.of()).learned()).isEqualTo(learned);
  }

  @Test
  void causes_are_told_in_words_or_by_type() {
    var typed = new Findings(false, null,
        List.of(new Cause(CauseType.MODEL, "overfit"), new Cause(CauseType.DATA, "old")),
        null, null, null, List.of());

    assertThat(typed.causeTypes()).containsExactly(CauseType.DATA, CauseType.MODEL);
    assertThat(typed.texts()).containsEntry("causes[0]", "overfit").containsEntry("causes[1]", "old");
    assertThatThrownBy(() -> new Findings(false, null, List.of(), null, "x", null, List.of()))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void lessons_and_nothing_to_learn_exclude_each_other() {
    assertThatThrownBy(() -> new Findings(false, "cause", List.of(), null, "x", "y", List.of()))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void only_what_a_rewriting_adds_is_proposed_and_what_was_proposed_stays() {
    var risk = new Decision(DecisionKind.RISK, "look at the sample", null, null);
    var rewritten = new Findings(true, "cause", List.of(), null, "x", null, List.of(risk, ACTION, ACTION));

    assertThat(rewritten.beyond(List.of())).containsExactly(risk, ACTION, ACTION);
    assertThat(rewritten.beyond(List.of(ACTION))).containsExactlyInAnyOrder(risk, ACTION);
    assertThat(rewritten.beyond(List.of(ACTION, risk, ACTION))).isEmpty();
    assertThatThrownBy(() -> rewritten.beyond(List.of(new Decision(DecisionKind.CONTROL, "a gate", null, null))))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void who_decides_on_an_action_requires_one() {
    assertThatThrownBy(() -> new Findings(false, "cause", List.of(), null, "x", null, List.of(ACTION)))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(new Findings(true, "cause", List.of(), null, "x", null, List.of(ACTION)).decisions()).hasSize(1);
  }
}
