package io.aims.incident.notification;

/** Why somebody is told, the most urgent first. */
public enum Occasion {
  /** Nobody has acknowledged an incident in time. */
  ESCALATION,
  /** An incident waits for somebody to acknowledge it. */
  OPENED,
  /** A signal of an incident that people have judged, or acknowledged, is worse than any before. */
  WORSENED,
  /** A legal period is over. */
  CLOCK_OVERDUE,
  /** Most of a legal period is over. */
  CLOCK_DUE_SOON,
  /** Somebody should have been told of an incident. */
  COMMUNICATION_OVERDUE,
  /** Something should have been done for an incident. */
  TASK_OVERDUE,
  /** The questions of a monitoring plan should have been answered. */
  ROUND_OVERDUE,
  /** Somebody has a part in an incident's response. */
  ROLE_ASSIGNED,
  /** Somebody is to do something for an incident. */
  TASK_ASSIGNED,
  /** Somebody is to answer the questions of a monitoring plan. */
  ROUND_OPENED,
  /** Somebody wants to see that mails arrive. */
  TEST
}
