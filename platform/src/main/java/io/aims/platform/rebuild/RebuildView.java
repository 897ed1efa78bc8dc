package io.aims.platform.rebuild;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The last rebuild of a feed's read model.
 *
 * @param left aggregates that still show their old rows
 * @param stuck of these the ones whose owner has been asked again and again in vain, at most 100
 * @param begunBy the person
 */
record RebuildView(String feed, State state, long left, List<Stuck> stuck, Instant begunAt, String begunBy,
    String reason) {
  /** Whether some aggregates are still to be made anew. */
  @Schema(name = "RebuildState")
  enum State {
    RUNNING, DONE
  }

  /**
   * An aggregate of which nothing comes.
   *
   * @param missing the first version that has not come again
   * @param tries how often it was asked for in vain
   */
  record Stuck(UUID aggregateId, int missing, int tries) {}
}
