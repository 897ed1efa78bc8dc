package io.aims.incident.severity;

/** Whether the AI system led to it. */
public enum Causality {
  UNKNOWN, EXCLUDED, POSSIBLE, LIKELY, ESTABLISHED
}
