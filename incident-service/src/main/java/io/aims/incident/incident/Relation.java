package io.aims.incident.incident;

/** What two incidents have to do with each other; it reads the same from both sides. */
enum Relation {
  SAME_CAUSE, SAME_MODEL, SAME_SUPPLIER, SIMILAR
}
