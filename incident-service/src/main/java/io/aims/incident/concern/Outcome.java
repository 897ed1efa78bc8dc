package io.aims.incident.concern;

/** What came out of a concern. */
enum Outcome {
  SUBSTANTIATED, PARTLY_SUBSTANTIATED, UNSUBSTANTIATED, NOT_FOR_US
}
