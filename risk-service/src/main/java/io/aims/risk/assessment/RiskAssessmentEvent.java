package io.aims.risk.assessment;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;
import io.aims.risk.risk.Taxonomy;
import io.aims.risk.risk.Theme;

/** What can happen to a risk assessment, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface RiskAssessmentEvent extends DomainEvent {

  /** A system is to be assessed; the suggestions are what the rules of that version saw in it. */
  @EventType("aims.risk.risk-assessment.opened.v1")
  record Opened(String reference, UUID systemId, int criteriaRevision, int rulesVersion, List<Suggested> suggestions)
      implements
        RiskAssessmentEvent {}

  /** A suggestion by its facts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Suggested(UUID suggestionId, String rule, Theme theme, @Nullable Taxonomy taxonomy,
      @Nullable String taxonomyId) {
    static Suggested of(Suggestion suggestion) {
      var statement = suggestion.proposal().statement();
      return new Suggested(suggestion.id(), suggestion.proposal().rule(), statement.theme(), statement.taxonomy(),
          statement.taxonomyId());
    }
  }

  /** A person has made a risk of a suggestion, or has set it aside. */
  @EventType("aims.risk.risk-assessment.suggestion-decided.v1")
  record SuggestionDecided(UUID suggestionId, Suggestion.Decision decision, @Nullable UUID riskId)
      implements
        RiskAssessmentEvent {}

  /** Every suggestion is decided, and a person says that nothing is missing. */
  @EventType("aims.risk.risk-assessment.completed.v1")
  record Completed(int adopted, int dismissed) implements RiskAssessmentEvent {}
}
