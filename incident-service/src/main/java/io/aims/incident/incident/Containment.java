package io.aims.incident.incident;

/** How the harm was stopped. */
enum Containment {
  KILL_SWITCH, ROLLBACK, TRAFFIC_SHIFT, FEATURE_DISABLED, HUMAN_TAKEOVER, OTHER;

  /** Whether the system is no longer what it was when it did harm, so that its causes may not be found any more. */
  boolean altersSystem() {
    return switch (this) {
      case ROLLBACK, FEATURE_DISABLED, OTHER -> true;
      case KILL_SWITCH, TRAFFIC_SHIFT, HUMAN_TAKEOVER -> false;
    };
  }
}
