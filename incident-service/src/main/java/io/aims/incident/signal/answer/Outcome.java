package io.aims.incident.signal.answer;

/** How a delivery ended at the door. */
public enum Outcome {
  /** Kept, with its effects to follow. */
  ACCEPTED,
  /** Of no interest, and not kept. */
  IGNORED,
  /** The sender asked whether it is expected, and it is. */
  HANDSHAKE,
  /** Kept although nobody can read it yet. */
  QUARANTINED,
  /** Not of the profile's format: sending it again can't help. */
  REJECTED,
  /** No, wrong or expired credentials. */
  UNAUTHENTIC,
  /** Genuine and yet not expected here: an unregistered topic, another sender's source. */
  FORBIDDEN,
  /** No such source. */
  UNKNOWN_SOURCE,
  /** The source is switched off. */
  DISABLED,
  /** The body is larger than is taken. */
  TOO_LARGE,
  /** The id of another delivery came with other bytes. */
  ID_REUSED,
  /** We can't take it just now. */
  OVERLOADED,
  /** What it has to be verified with is not at hand just now, as while keys roll over. */
  KEYS_UNAVAILABLE
}
