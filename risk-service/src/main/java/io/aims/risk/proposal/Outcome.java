package io.aims.risk.proposal;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What an accepted proposal became: of a risk, and for a control the step of its treatment. */
record Outcome(Became became, UUID riskId, @Nullable UUID actionId, @Nullable String control) {

  enum Became {
    RISK_IDENTIFIED, RISK_FLAGGED, CONTROL_PLANNED
  }

  static Outcome identified(UUID riskId) {
    return new Outcome(Became.RISK_IDENTIFIED, riskId, null, null);
  }

  static Outcome flagged(UUID riskId) {
    return new Outcome(Became.RISK_FLAGGED, riskId, null, null);
  }

  static Outcome planned(UUID riskId, UUID actionId, @Nullable String control) {
    return new Outcome(Became.CONTROL_PLANNED, riskId, actionId, control);
  }

  ProposalKind kind() {
    return switch (became) {
      case RISK_IDENTIFIED, RISK_FLAGGED -> ProposalKind.RISK;
      case CONTROL_PLANNED -> ProposalKind.CONTROL;
    };
  }
}
