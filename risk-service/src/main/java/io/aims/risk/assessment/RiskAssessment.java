package io.aims.risk.assessment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** The assessment of one AI system: risks suggested by rules, each of which a person adopts or dismisses. */
@Entity
class RiskAssessment extends Aggregate {
  private String reference;
  private UUID systemId;
  @Enumerated(EnumType.STRING)
  private AssessmentState state;
  private int criteriaRevision;
  private int rulesVersion;
  @JdbcTypeCode(SqlTypes.JSON)
  private Suggestions suggestions;

  protected RiskAssessment() {}

  private RiskAssessment(UUID id, UUID tenant, String reference, UUID systemId, Basis basis,
      Suggestions suggestions, Instant now) {
    super(id, tenant, now);
    this.reference = reference;
    this.systemId = systemId;
    this.criteriaRevision = basis.criteriaRevision();
    this.rulesVersion = basis.rulesVersion();
    this.suggestions = suggestions;
    this.state = stateOf(suggestions);
  }

  /** The versions of criteria and rules that an assessment starts from. */
  record Basis(int criteriaRevision, int rulesVersion) {}

  static RiskAssessment open(UUID id, UUID tenant, String reference, UUID systemId, Basis basis,
      List<Suggestion> suggestions, Instant now) {
    return new RiskAssessment(id, tenant, reference, systemId, basis, new Suggestions(suggestions), now);
  }

  RiskAssessmentEvent opened() {
    return new RiskAssessmentEvent.Opened(reference, systemId, criteriaRevision, rulesVersion,
        suggestions.all().stream().map(RiskAssessmentEvent.Suggested::of).toList());
  }

  RiskAssessmentEvent adopt(UUID suggestionId, UUID riskId, String person, Instant now) {
    return decide(suggestionId, suggestion -> suggestion.adopted(riskId, person, now));
  }

  RiskAssessmentEvent dismiss(UUID suggestionId, String person, Instant now) {
    return decide(suggestionId, suggestion -> suggestion.dismissed(person, now));
  }

  RiskAssessmentEvent complete() {
    switch (state) {
      case DECIDED -> state = AssessmentState.COMPLETED;
      case OPEN, COMPLETED -> throw new Refusal.NotAllowedNow("completion", state.name(), state.commands());
    }
    return new RiskAssessmentEvent.Completed(suggestions.count(Suggestion.Decision.ADOPTED),
        suggestions.count(Suggestion.Decision.DISMISSED));
  }

  private RiskAssessmentEvent decide(UUID suggestionId, UnaryOperator<Suggestion> decision) {
    var decided = decision.apply(suggestions.get(suggestionId));
    suggestions = suggestions.with(decided);
    state = stateOf(suggestions);
    return new RiskAssessmentEvent.SuggestionDecided(suggestionId, decided.decision(), decided.riskId());
  }

  private static AssessmentState stateOf(Suggestions suggestions) {
    return suggestions.count(Suggestion.Decision.PENDING) > 0 ? AssessmentState.OPEN : AssessmentState.DECIDED;
  }

  @Override
  protected String aggregateType() {
    return "risk-assessment";
  }

  String reference() {
    return reference;
  }

  UUID systemId() {
    return systemId;
  }

  AssessmentState state() {
    return state;
  }

  int criteriaRevision() {
    return criteriaRevision;
  }

  int rulesVersion() {
    return rulesVersion;
  }

  Suggestions suggestions() {
    return suggestions;
  }
}
