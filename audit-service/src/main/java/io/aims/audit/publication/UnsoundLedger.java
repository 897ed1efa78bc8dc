package io.aims.audit.publication;

/** The database contradicts a checkpoint that was published before: only a person can put that right. */
final class UnsoundLedger extends Exception {
  private static final long serialVersionUID = 1L;

  UnsoundLedger(String why) {
    super(why);
  }
}
