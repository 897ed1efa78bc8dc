package io.aims.incident.notification;

/** Why somebody is told, the most urgent first. */
public enum Occasion {
  /** Nobody has acknowledged an incident in time. */
  ESCALATION,
  /** An incident waits for somebody to acknowledge it. */
  OPENED,
  /** A signal of an incident that somebody cares for is worse than any before. */
  WORSENED,
  /** A legal period is over. */
  CLOCK_OVERDUE,
  /** Most of a legal period is over. */
  CLOCK_DUE_SOON,
  /** Somebody has a part in an incident's response. */
  ROLE_ASSIGNED,
  /** Somebody is to do something for an incident. */
  TASK_ASSIGNED,
  /** Somebody wants to see that mails arrive. */
  TEST;

  /** Whether it is over as soon as somebody has acknowledged the incident. */
  boolean untilAcknowledged() {
    return this == OPENED || this == ESCALATION;
  }
}
