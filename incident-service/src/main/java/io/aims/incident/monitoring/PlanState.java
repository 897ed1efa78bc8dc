package io.aims.incident.monitoring;

import java.util.EnumSet;
import java.util.Set;

/** Where a plan stands; what can be done with it from here. */
enum PlanState {
  /** Never approved. */
  DRAFT,
  /** Its approved revision is in force; a later one may be waiting for approval. */
  IN_FORCE, RETIRED;

  /** What people can do; the word is the sub-resource that takes it. */
  enum Command {
    REVISION, APPROVAL, RETIREMENT
  }

  Set<Command> allowed() {
    return switch (this) {
      case DRAFT, IN_FORCE -> EnumSet.allOf(Command.class);
      case RETIRED -> Set.of();
    };
  }
}
