package io.aims.incident.relation;

/** What two incidents have to do with each other; it reads the same from both sides. */
public enum Relation {
  SAME_CAUSE, SAME_MODEL, SAME_SUPPLIER, SIMILAR
}
