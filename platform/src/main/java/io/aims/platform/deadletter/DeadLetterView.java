package io.aims.platform.deadletter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import jakarta.persistence.Tuple;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be taken in.
 *
 * @param source the service that it came from, {@code /aims/NAME}
 * @param attempts how often it was given up; goes up with the last, successful try as well
 * @param redrivenBy who tried again with success; null also where it had its effect because it was sent again
 * @param reason of whoever has closed it
 * @param discardedBy who has closed it without its effect, which it can never have
 */
record DeadLetterView(UUID id, String feed, State state, String cause, int attempts, Instant failedAt, String source,
    UUID eventId, String type, UUID aggregateId, int aggregateVersion, UUID correlationId, @Nullable String redrivenBy,
    @Nullable String reason, @Nullable Instant redrivenAt, @Nullable String discardedBy,
    @Nullable Instant discardedAt) {
  static final String COLUMNS = """
      id, feed, state, cause, attempts, failed_at, source, event_id, type, aggregate_id, version, correlation_id,
      redriven_by, reason, redriven_at, discarded_by, discarded_at""";
  static final int COLUMN_COUNT = 17;

  /** Open, had its effect after all, or can never have it. */
  @Schema(name = "DeadLetterState")
  enum State {
    OPEN, REDRIVEN, DISCARDED
  }

  /** Goes up with whatever happens to it. */
  int revision() {
    return attempts + (state == State.DISCARDED ? 1 : 0);
  }

  static DeadLetterView of(Tuple row) {
    return new DeadLetterView(row.get(0, UUID.class), row.get(1, String.class), State.valueOf(row.get(2, String.class)),
        row.get(3, String.class), row.get(4, Integer.class), row.get(5, OffsetDateTime.class).toInstant(),
        row.get(6, String.class), row.get(7, UUID.class), row.get(8, String.class), row.get(9, UUID.class),
        row.get(10, Integer.class), row.get(11, UUID.class), row.get(12, String.class), row.get(13, String.class),
        instant(row, 14), row.get(15, String.class), instant(row, 16));
  }

  private static @Nullable Instant instant(Tuple row, int column) {
    var at = row.get(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
