package io.aims.risk.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.assessment.Suggestion.Decision;
import io.aims.risk.risk.RiskStatement;
import io.aims.risk.risk.Theme;

class RiskAssessmentTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();

  @Test
  void an_adopted_suggestion_names_the_risk_that_it_became() {
    var assessment = open();
    var risk = UUID.randomUUID();

    var event = assessment.adopt(FIRST, risk, "ada", NOW);

    assertThat(event).isEqualTo(new RiskAssessmentEvent.SuggestionDecided(FIRST, Decision.ADOPTED, risk));
    assertThat(assessment.suggestions().get(FIRST))
        .extracting(Suggestion::decision, Suggestion::riskId, Suggestion::decidedBy)
        .containsExactly(Decision.ADOPTED, risk, "ada");
    assertThat(assessment.state()).isEqualTo(AssessmentState.OPEN);
  }

  @Test
  void a_decision_upon_a_suggestion_is_final() {
    var assessment = open();
    assessment.dismiss(FIRST, "ada", NOW);

    assertThatThrownBy(() -> assessment.adopt(FIRST, UUID.randomUUID(), "bob", NOW))
        .isInstanceOf(Refusal.NotAllowedNow.class);
    assertThat(assessment.suggestions().get(FIRST).decision()).isEqualTo(Decision.DISMISSED);
  }

  @Test
  void a_suggestion_of_another_assessment_is_none() {
    var assessment = open();

    assertThatThrownBy(() -> assessment.dismiss(UUID.randomUUID(), "ada", NOW)).isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void it_is_completed_when_all_is_decided() {
    var assessment = open();
    assessment.adopt(FIRST, UUID.randomUUID(), "ada", NOW);
    assessment.dismiss(SECOND, "ada", NOW);

    var event = assessment.complete();

    assertThat(event).isEqualTo(new RiskAssessmentEvent.Completed(1, 1));
    assertThat(assessment.state()).isEqualTo(AssessmentState.COMPLETED);
  }

  @Test
  void without_suggestions_there_is_nothing_to_decide() {
    assertThat(assessment(List.of()).state()).isEqualTo(AssessmentState.DECIDED);
  }

  @ParameterizedTest
  @CsvSource({"OPEN, adoption dismissal", "DECIDED, completion", "COMPLETED, ''"})
  void each_state_allows_its_commands_and_says_which(AssessmentState state, String commands) {
    var allowed = commands.isEmpty() ? List.of() : List.of(commands.split(" "));

    assertThat(state.commands()).isEqualTo(Set.copyOf(allowed));
    for (var command : List.of("adoption", "dismissal", "completion")) {
      var assessment = at(state);
      if (allowed.contains(command)) {
        assertThat(run(command, assessment)).isNotNull();
      } else {
        assertThatThrownBy(() -> run(command, assessment)).isInstanceOf(Refusal.NotAllowedNow.class);
        assertThat(assessment.state()).isEqualTo(state);
      }
    }
  }

  private static RiskAssessmentEvent run(String command, RiskAssessment assessment) {
    return switch (command) {
      case "adoption" -> assessment.adopt(FIRST, UUID.randomUUID(), "ada", NOW);
      case "dismissal" -> assessment.dismiss(FIRST, "ada", NOW);
      case "completion" -> assessment.complete();
      default -> throw new IllegalArgumentException(command);
    };
  }

  private static RiskAssessment at(AssessmentState state) {
    var assessment = open();
    if (state != AssessmentState.OPEN) {
      assessment.dismiss(FIRST, "ada", NOW);
      assessment.dismiss(SECOND, "ada", NOW);
    }
    if (state == AssessmentState.COMPLETED) {
      assessment.complete();
    }
    return assessment;
  }

  static RiskAssessment open() {
    var statement = new RiskStatement(Theme.FAIRNESS, null, null, "Unequal treatment", "Skewed data", "Refusals");
    var proposal = new Proposal("FAIR-1", statement, "because", Map.of("domain", List.of("CREDIT")));
    return assessment(List.of(Suggestion.of(FIRST, proposal), Suggestion.of(SECOND, proposal)));
  }

  private static RiskAssessment assessment(List<Suggestion> suggestions) {
    return RiskAssessment.open(UUID.randomUUID(), UUID.randomUUID(), "RAS-0001", UUID.randomUUID(),
        new RiskAssessment.Basis(1, 1), suggestions, NOW);
  }
}
