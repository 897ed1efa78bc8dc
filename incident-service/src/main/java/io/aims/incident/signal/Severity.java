package io.aims.incident.signal;

/** How bad it is, worst first. */
public enum Severity {
  CRITICAL, MAJOR, MINOR, INFO
}
