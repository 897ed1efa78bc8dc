package io.aims.faults.proxy;

/**
 * Something that is about to pass a proxy: a statement or request on its way in, or the answer to it on its way back.
 *
 * @param when before it reaches the server, or after the server has answered and before the client knows
 * @param what the SQL text, or the name of the Kafka request
 * @param within whether an earlier statement of the same transaction matched what is looked for; see {@link Lookout}
 */
public record Happening(When when, String what, boolean within) {

  /** On the way in or on the way back. */
  public enum When {
    BEFORE, AFTER
  }

  public boolean commits() {
    return begins("COMMIT");
  }

  /** Whether the transaction is over with it. */
  boolean ends() {
    return commits() || begins("ROLLBACK");
  }

  private boolean begins(String word) {
    return what.strip().regionMatches(true, 0, word, 0, word.length());
  }
}
