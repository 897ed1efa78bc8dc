package io.aims.incident.incident;

/** How the harm was stopped. */
enum Containment {
  KILL_SWITCH, ROLLBACK, TRAFFIC_SHIFT, FEATURE_DISABLED, HUMAN_TAKEOVER, OTHER
}
