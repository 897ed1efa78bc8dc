package io.aims.incident.signal;

/** What goes wrong with an AI system. */
public enum Kind {
  DRIFT, PERFORMANCE, FAIRNESS, SAFETY, SECURITY, PRIVACY, AVAILABILITY, DATA_QUALITY, MISUSE, AGENT_ACTION, UNKNOWN
}
