package io.aims.risk.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.aims.risk.risk.RiskStatement;

/** An assessment as the API shows it. */
record RiskAssessmentView(UUID id, String reference, int version, UUID systemId, AssessmentState state,
    int criteriaRevision, int rulesVersion, List<SuggestionView> suggestions, Instant openedAt, Instant changedAt) {

  static RiskAssessmentView of(RiskAssessment assessment) {
    return new RiskAssessmentView(assessment.id(), assessment.reference(), assessment.version(),
        assessment.systemId(), assessment.state(), assessment.criteriaRevision(), assessment.rulesVersion(),
        assessment.suggestions().all().stream().map(SuggestionView::of).toList(), assessment.createdAt(),
        assessment.changedAt());
  }

  /** What a rule sees, and why. */
  record ProposalView(String rule, @JsonUnwrapped RiskStatement statement, String reason,
      Map<String, List<String>> matched) {
    static ProposalView of(Proposal proposal) {
      return new ProposalView(proposal.rule(), proposal.statement(), proposal.reason(), proposal.matched());
    }
  }

  /** A proposal with the decision upon it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SuggestionView(UUID id, @JsonUnwrapped ProposalView proposal, Suggestion.Decision decision,
      @Nullable UUID riskId, @Nullable String decidedBy, @Nullable Instant decidedAt) {
    static SuggestionView of(Suggestion suggestion) {
      return new SuggestionView(suggestion.id(), ProposalView.of(suggestion.proposal()), suggestion.decision(),
          suggestion.riskId(), suggestion.decidedBy(), suggestion.decidedAt());
    }
  }

  /** What the rules see in a system as it is now, whatever its assessment says. */
  record Proposals(UUID systemId, int rulesVersion, List<ProposalView> items) {}

  /** An assessment in a list. */
  record Summary(UUID id, String reference, int version, UUID systemId, AssessmentState state, Instant createdAt,
      Instant changedAt) {}
}
