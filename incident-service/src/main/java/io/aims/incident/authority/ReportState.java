package io.aims.incident.authority;

import java.util.Set;

/** Where a report stands; what can be done with it from here. */
enum ReportState {
  DRAFT, APPROVED, SUBMITTED, WITHDRAWN;

  /** What people can do with a report; the word is the sub-resource that takes it. */
  enum Command {
    REVISION, APPROVAL, SUBMISSION, WITHDRAWAL
  }

  Set<Command> allowed() {
    return switch (this) {
      case DRAFT -> Set.of(Command.REVISION, Command.APPROVAL, Command.WITHDRAWAL);
      case APPROVED -> Set.of(Command.REVISION, Command.SUBMISSION, Command.WITHDRAWAL);
      case SUBMITTED, WITHDRAWN -> Set.of();
    };
  }
}
