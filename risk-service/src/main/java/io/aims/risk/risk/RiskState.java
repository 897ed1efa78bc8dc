package io.aims.risk.risk;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Where a risk stands on its way to acceptance; follows from what is known about it and is not stored. */
enum RiskState {
  /** An incident touches it: the residual score is to be judged again first. */
  FLAGGED(Set.of("owner", "scores", "treatment")),
  /** A residual score or a treatment is missing. */
  ASSESSING(Set.of("owner", "scores", "treatment")),
  /** Its owner can accept it; also when an acceptance has run out. */
  AWAITING_ACCEPTANCE(Set.of("owner", "scores", "treatment", "acceptance")),
  /** Accepted; can be accepted again before that runs out. */
  ACCEPTED(Set.of("owner", "scores", "treatment", "acceptance"));

  private final Set<String> commands;

  RiskState(Set<String> commands) {
    this.commands = commands;
  }

  static RiskState of(Flags flags, Scores scores, @Nullable Treatment treatment, @Nullable Acceptance acceptance,
      LocalDate today) {
    if (flags.any()) {
      return FLAGGED;
    }
    if (scores.residual() == null || treatment == null) {
      return ASSESSING;
    }
    return acceptance != null && acceptance.holdsOn(today) ? ACCEPTED : AWAITING_ACCEPTANCE;
  }

  /** The commands that are possible now, as their sub-resources are named. */
  Set<String> commands() {
    return commands;
  }
}
