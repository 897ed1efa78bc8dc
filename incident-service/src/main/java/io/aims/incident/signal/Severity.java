package io.aims.incident.signal;

/** How bad it is, worst first. */
public enum Severity {
  CRITICAL, MAJOR, MINOR, INFO;

  public static Severity worse(Severity one, Severity other) {
    return one.worseThan(other) ? one : other;
  }

  public boolean worseThan(Severity other) {
    return compareTo(other) < 0;
  }
}
