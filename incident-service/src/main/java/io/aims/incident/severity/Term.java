package io.aims.incident.severity;

/** What it is called, in the OECD's terms: harm that could come, almost came, came, or came to very many. */
public enum Term {
  HAZARD, NEAR_MISS, INCIDENT, DISASTER
}
