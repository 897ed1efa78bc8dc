package io.aims.incident.severity;

/** Whether the harm came about: it could, it almost did, or it did. */
public enum Occurrence {
  POSSIBLE, AVERTED, OCCURRED
}
