package io.aims.incident.watch;

/** What a statement means for its signal. */
public enum Heard {
  /** It begins to fire. */
  FIRED,
  /** It is over. */
  RESOLVED,
  /** Nothing new. */
  REPEATED,
  /** Older than what is known already; it changes nothing. */
  LATE
}
