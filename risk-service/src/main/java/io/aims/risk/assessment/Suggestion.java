package io.aims.risk.assessment;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;

import io.aims.platform.refusal.Refusal;

/** A proposal within an assessment, and what somebody decided about it. */
record Suggestion(UUID id, Proposal proposal, Decision decision, @Nullable UUID riskId, @Nullable String decidedBy,
    @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) Instant decidedAt) {

  /** A suggestion becomes a risk, or is set aside for a reason; either is final. */
  enum Decision {
    PENDING, ADOPTED, DISMISSED
  }

  static Suggestion of(UUID id, Proposal proposal) {
    return new Suggestion(id, proposal, Decision.PENDING, null, null, null);
  }

  Suggestion adopted(UUID risk, String person, Instant now) {
    return new Suggestion(id, proposal, pendingBecomes(Decision.ADOPTED), risk, person, now);
  }

  Suggestion dismissed(String person, Instant now) {
    return new Suggestion(id, proposal, pendingBecomes(Decision.DISMISSED), null, person, now);
  }

  private Decision pendingBecomes(Decision next) {
    return switch (decision) {
      case PENDING -> next;
      case ADOPTED, DISMISSED -> throw new Refusal.NotAllowedNow("decision", decision.name(), Set.of());
    };
  }
}
