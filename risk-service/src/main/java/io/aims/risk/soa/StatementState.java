package io.aims.risk.soa;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** How far a statement has come; follows from its lines and approval and is not stored. */
enum StatementState {
  /** Lines are undecided. */
  DRAFT(Set.of("lines")),
  /** Every line is decided, and somebody else can approve it. */
  COMPLETE(Set.of("lines", "approval")),
  /** The present content revision is approved. */
  APPROVED(Set.of("lines"));

  private final Set<String> commands;

  StatementState(Set<String> commands) {
    this.commands = commands;
  }

  static StatementState of(Lines lines, @Nullable Approval approval) {
    if (approval != null) {
      return APPROVED;
    }
    return lines.count(Applicability.UNDECIDED) > 0 ? DRAFT : COMPLETE;
  }

  /** The commands that are possible now, as their sub-resources are named. */
  Set<String> commands() {
    return commands;
  }
}
