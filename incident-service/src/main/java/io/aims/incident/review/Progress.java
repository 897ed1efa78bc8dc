package io.aims.incident.review;

/** How far that has come which a proposal became. */
public enum Progress {
  /** It is being done. */
  UNDER_WAY,
  /** It is done; nobody has checked what it helps. */
  COMPLETED,
  /** Somebody independent has found that it keeps the incident from happening again. */
  EFFECTIVE,
  /** Somebody independent has found that it does not. */
  INEFFECTIVE,
  /** It was found effective, and then the incident happened again. */
  CONTRADICTED
}
