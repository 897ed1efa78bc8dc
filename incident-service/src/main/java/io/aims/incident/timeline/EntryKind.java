package io.aims.incident.timeline;

/** What an entry tells of: a step of the incident itself, or what people noted. */
public enum EntryKind {
  DETECTED, ACKNOWLEDGED, CONTAINED, RESOLVED, REVIEWED, CLOSED, DISMISSED, MERGED, REOPENED, RELAPSED, WORSENED, ESCALATED, SIGNAL, OBSERVATION, ACTION, DECISION, COMMUNICATION;

  /** A step has its own command; people can correct when it was, and note everything else. */
  boolean noted() {
    return switch (this) {
      case OBSERVATION, ACTION, DECISION, COMMUNICATION -> true;
      case DETECTED, ACKNOWLEDGED, CONTAINED, RESOLVED, REVIEWED, CLOSED, DISMISSED, MERGED, REOPENED, RELAPSED,
          WORSENED, ESCALATED, SIGNAL ->
        false;
    };
  }

  /** Whether the times of the incident follow from it. */
  public boolean timed() {
    return switch (this) {
      case DETECTED, ACKNOWLEDGED, CONTAINED, RESOLVED, REVIEWED, CLOSED, REOPENED, RELAPSED -> true;
      case DISMISSED, MERGED, WORSENED, ESCALATED, SIGNAL, OBSERVATION, ACTION, DECISION, COMMUNICATION -> false;
    };
  }
}
