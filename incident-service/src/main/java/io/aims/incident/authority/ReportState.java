package io.aims.incident.authority;

import java.util.Set;

/** Where a report stands; what can be done with it from here. */
enum ReportState {
  DRAFT, APPROVED, SUBMITTED;

  /** What people can do with a report; the word is the sub-resource that takes it. */
  enum Command {
    REVISION, APPROVAL, SUBMISSION
  }

  Set<Command> allowed() {
    return switch (this) {
      case DRAFT -> Set.of(Command.REVISION, Command.APPROVAL);
      case APPROVED -> Set.of(Command.REVISION, Command.SUBMISSION);
      case SUBMITTED -> Set.of();
    };
  }
}
