package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * That the incident has happened again from which a nonconformity comes.
 *
 * @param times how often by now; the rest is of the last time
 */
record Recurrence(int times, UUID incidentId, UUID caseId, Instant at) {

  /** The news that {@code incidentId} is one more recurrence. */
  static Recurrence again(@Nullable Recurrence before, UUID incidentId, UUID caseId, Instant at) {
    return new Recurrence(before == null ? 1 : before.times + 1, incidentId, caseId, at);
  }
}
