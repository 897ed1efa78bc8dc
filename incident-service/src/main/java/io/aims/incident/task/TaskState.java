package io.aims.incident.task;

import java.util.Set;

/** Whether a task is still to be done. */
enum TaskState {
  OPEN, DONE, DROPPED;

  Set<String> allowed() {
    return switch (this) {
      case OPEN -> Set.of("assignment", "completion", "dropping");
      case DONE, DROPPED -> Set.of();
    };
  }
}
