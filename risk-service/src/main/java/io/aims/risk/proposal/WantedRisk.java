package io.aims.risk.proposal;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.risk.RiskStatement;

/** The risk that somebody sees in a proposal: one that is known, or a new one, perhaps with whom it belongs to. */
record WantedRisk(@Nullable UUID riskId, @Nullable RiskStatement statement, @Nullable UUID ownerId) {

  /** The statement of a new one, or null for one that is known; refuses what is both or neither. */
  @Nullable
  RiskStatement asNew() {
    if (riskId == null && statement == null || riskId != null && (statement != null || ownerId != null)) {
      throw new Refusal.Invalid("riskId", "must be given alone, or else risk, perhaps with ownerId");
    }
    return statement;
  }
}
