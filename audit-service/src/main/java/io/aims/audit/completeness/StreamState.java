package io.aims.audit.completeness;

/** How the ledger stands to a stream. */
enum StreamState {
  /** It holds all that the service has signed for, in that order. */
  COMPLETE,
  /** Something is on its way. */
  CATCHING_UP,
  /** Something is missing for longer than a way takes; it was asked for again. */
  INCOMPLETE,
  /** The ledger holds events of the service, but nothing that it has signed, so nobody can tell whether they are all. */
  UNSIGNED,
  /** The service has signed for something else than what the ledger holds, or for two things at once. */
  FORKED
}
