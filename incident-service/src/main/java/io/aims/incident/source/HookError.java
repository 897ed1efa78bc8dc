package io.aims.incident.source;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.answer.Outcome;

/** A delivery that was turned away: why, and nothing of what was sent. */
@Entity
@Immutable
class HookError {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID sourceId;
  private Instant at;
  @Enumerated(EnumType.STRING)
  private Outcome outcome;
  private String reason;
  private @Nullable String place;

  protected HookError() {}

  HookError(UUID id, UUID tenant, UUID sourceId, Instant at, Outcome outcome, String reason, @Nullable String place) {
    this.id = id;
    this.tenant = tenant;
    this.sourceId = sourceId;
    this.at = at;
    this.outcome = outcome;
    this.reason = reason;
    this.place = place;
  }

  UUID sourceId() {
    return sourceId;
  }

  Instant at() {
    return at;
  }

  /**
   * As the API shows it.
   *
   * @param reason a stable name of the reason
   * @param place where in the body, as a JSON pointer; null when it is the whole
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(UUID id, Instant at, Outcome outcome, String reason, @Nullable String place) {}
}
