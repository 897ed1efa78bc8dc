package io.aims.incident.nonconformity;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A nonconformity that an incident led to; {@code effective} once somebody else has verified its corrective action
 * so.
 *
 * @param raisedAt null when it was raised before that was noted
 * @param contradicted whether the incident has happened again since it was found effective, and nobody has decided on that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Nonconformity(UUID id, String reference, String grade, @Nullable Instant raisedAt, boolean effective,
    boolean contradicted) {

  /** Whether it was raised at {@code time} or later; with null, in any case. */
  public boolean raisedSince(@Nullable Instant time) {
    return time == null || raisedAt != null && !raisedAt.isBefore(time);
  }
}
