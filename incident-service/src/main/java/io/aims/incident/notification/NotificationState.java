package io.aims.incident.notification;

/** Where a notification stands; all but the first are ends. */
public enum NotificationState {
  WAITING, SENT, FAILED, WITHDRAWN
}
