package io.aims.incident.duty;

/** From when a period runs. */
public enum Trigger {
  /** The organisation is aware of the incident. */
  AWARENESS,
  /** The link between system and harm, or its reasonable likelihood, is established. */
  CAUSAL_LINK,
  /** The incident is resolved. */
  RESOLUTION,
  /** An earlier report has been handed in. */
  SUBMISSION
}
