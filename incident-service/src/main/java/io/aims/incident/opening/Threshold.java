package io.aims.incident.opening;

import io.aims.incident.signal.Severity;

/** From which severity on a signal opens an incident by itself. */
public enum Threshold {
  CRITICAL, MAJOR, MINOR, INFO, NEVER;

  boolean opens(Severity severity) {
    return switch (this) {
      case CRITICAL -> severity == Severity.CRITICAL;
      case MAJOR -> severity.compareTo(Severity.MAJOR) <= 0;
      case MINOR -> severity.compareTo(Severity.MINOR) <= 0;
      case INFO -> true;
      case NEVER -> false;
    };
  }
}
