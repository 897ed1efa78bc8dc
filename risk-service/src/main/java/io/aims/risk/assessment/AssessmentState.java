package io.aims.risk.assessment;

import java.util.Set;

/** Where an assessment stands: suggestions to decide, all decided, completed by a person. */
enum AssessmentState {
  OPEN, DECIDED, COMPLETED;

  /** The commands that are possible now, as their sub-resources are named. */
  Set<String> commands() {
    return switch (this) {
      case OPEN -> Set.of("adoption", "dismissal");
      case DECIDED -> Set.of("completion");
      case COMPLETED -> Set.of();
    };
  }
}
