package io.aims.platform.refusal;

import java.util.List;

/** The refusals that any operation of its kind can answer with, word for word; documents show them once for all. */
public enum TypicalRefusal {
  /** The request can't be read. */
  MALFORMED(ProblemMapper.problem(new Refusal.Malformed("Unknown property 'severty'."))),
  /** Without a token, or with none that counts. */
  UNAUTHENTICATED(ProblemMapper.UNAUTHENTICATED),
  /** With a role that may not. */
  FORBIDDEN(ProblemMapper.FORBIDDEN),
  /** Something in the path does not exist. */
  NOT_FOUND(ProblemMapper.problem(new Refusal.NotFound("incident"))),
  /** It has changed since. */
  STALE(ProblemMapper.problem(new Refusal.Stale())),
  /** The content breaks a rule. */
  INVALID(ProblemMapper.problem(new Refusal.Invalid(List.of(new Refusal.Violation("reason", "must not be blank"))))),
  /** A conditional write without its condition. */
  CONDITION_MISSING(ProblemMapper.problem(new Refusal.ConditionMissing()));

  private final Problem problem;

  TypicalRefusal(Problem problem) {
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
