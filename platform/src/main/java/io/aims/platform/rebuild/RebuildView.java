package io.aims.platform.rebuild;

import java.time.Instant;

/**
 * The last rebuild of a feed's read model.
 *
 * @param left aggregates that still show their old rows
 * @param begunBy the person
 */
record RebuildView(String feed, State state, long left, Instant begunAt, String begunBy, String reason) {
  /** Whether some aggregates are still to be made anew. */
  enum State {
    RUNNING, DONE
  }
}
