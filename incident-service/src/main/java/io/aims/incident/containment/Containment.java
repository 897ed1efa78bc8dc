package io.aims.incident.containment;

import java.util.Optional;

/** What stopped the harm. */
public enum Containment {
  KILL_SWITCH, ROLLBACK, TRAFFIC_SHIFT, FEATURE_DISABLED, HUMAN_TAKEOVER, ENDED_BY_ITSELF, OTHER;

  /**
   * Whether the system is no longer what it was when it did harm, so that its causes may not be found any more; empty where
   * only the person who did it can say.
   */
  Optional<Boolean> altersSystem() {
    return switch (this) {
      case ROLLBACK, FEATURE_DISABLED -> Optional.of(true);
      case KILL_SWITCH, TRAFFIC_SHIFT, HUMAN_TAKEOVER, ENDED_BY_ITSELF -> Optional.of(false);
      case OTHER -> Optional.empty();
    };
  }
}
