package io.aims.audit.nonconformity;

import static io.aims.audit.nonconformity.NonconformityCommand.COMPLETION;
import static io.aims.audit.nonconformity.NonconformityCommand.CORRECTION;
import static io.aims.audit.nonconformity.NonconformityCommand.CORRECTIVE_ACTION;
import static io.aims.audit.nonconformity.NonconformityCommand.EFFECTIVENESS;
import static io.aims.audit.nonconformity.NonconformityCommand.RECURRENCE;
import static io.aims.audit.nonconformity.NonconformityCommand.ROOT_CAUSE;

import java.util.Set;
import java.util.stream.Collectors;

import io.aims.platform.refusal.Refusal;

/**
 * Where a nonconformity stands (clause 10.2). Corrective actions that turn out not to work lead back to
 * {@link #PLANNING}, where the cause may be determined anew. What happens again after all asks for a decision, and is
 * not closed until then.
 */
enum NonconformityState {
  /** Stated; nothing has been done about it. */
  RAISED,
  /** The immediate effect has been dealt with; the cause is unknown. */
  CORRECTED,
  /** The cause is known; no corrective action is under way. */
  PLANNING,
  /** Corrective actions are under way. */
  ACTING,
  /** All corrective actions are completed; their effect has not been checked. */
  VERIFYING,
  /** Someone independent has found the corrective actions effective. */
  CLOSED,
  /** The corrective actions were found effective, and yet it happened again: whether to begin anew is not decided. */
  CONTRADICTED;

  Set<NonconformityCommand> allowed() {
    return switch (this) {
      case RAISED -> Set.of(CORRECTION);
      case CORRECTED -> Set.of(ROOT_CAUSE);
      case PLANNING -> Set.of(ROOT_CAUSE, CORRECTIVE_ACTION);
      case ACTING -> Set.of(CORRECTIVE_ACTION, COMPLETION);
      case VERIFYING -> Set.of(CORRECTIVE_ACTION, EFFECTIVENESS);
      case CLOSED -> Set.of();
      case CONTRADICTED -> Set.of(RECURRENCE);
    };
  }

  void refuseUnlessAllowed(NonconformityCommand command) {
    if (!allowed().contains(command)) {
      throw new Refusal.NotAllowedNow(command.path(), name(),
          allowed().stream().map(NonconformityCommand::path).collect(Collectors.toSet()));
    }
  }
}
