package io.aims.incident.severity;

/** How many persons a harm hits, or would have hit; the matrix says from which number on. */
public enum Reach {
  NOBODY, INDIVIDUAL, GROUP, MANY, SOCIETY
}
