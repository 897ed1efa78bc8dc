package io.aims.incident.severity;

/** How deep a harm goes for those it hits, or would have gone. */
public enum HarmLevel {
  NONE, SLIGHT, SERIOUS, GRAVE
}
