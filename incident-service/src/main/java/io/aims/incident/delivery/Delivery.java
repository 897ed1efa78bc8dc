package io.aims.incident.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Profile;
import io.aims.platform.refusal.Refusal;

/**
 * One request of a monitor as it was kept; written by {@link DeliveryStore}, its progress by {@link DeliveryQueue}.
 */
@Entity
@Immutable
class Delivery {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID sourceId;
  private @Nullable UUID systemId;
  @Enumerated(EnumType.STRING)
  private Profile profile;
  private @Nullable String senderKey;
  private Instant receivedAt;
  private byte[] sha256;
  private int size;
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> headers;
  private byte[] body;
  @Enumerated(EnumType.STRING)
  private State state;
  private int attempts;
  private @Nullable Integer signals;
  private @Nullable String cause;
  private @Nullable Instant processedAt;
  private @Nullable Instant replayedAt;
  private @Nullable String replayedBy;
  private @Nullable String replayReason;
  private @Nullable Instant rawDroppedAt;
  private @Nullable String redactedBy;
  private @Nullable String redactionReason;

  /**
   * How far a delivery is: waiting for its effects, having them, set aside after too many failed tries, or waiting for a
   * person because nobody can read it.
   */
  @Schema(name = "DeliveryState")
  enum State {
    QUEUED, PROCESSED, FAILED, QUARANTINED
  }

  protected Delivery() {}

  UUID id() {
    return id;
  }

  UUID tenant() {
    return tenant;
  }

  UUID sourceId() {
    return sourceId;
  }

  /** What its source was bound to when it came; null when that was shared. It counts for what that is bound to now. */
  @Nullable
  UUID systemId() {
    return systemId;
  }

  Profile profile() {
    return profile;
  }

  @Nullable
  String senderKey() {
    return senderKey;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  byte[] sha256() {
    return sha256;
  }

  int size() {
    return size;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  State state() {
    return state;
  }

  int attempts() {
    return attempts;
  }

  @Nullable
  Integer signals() {
    return signals;
  }

  @Nullable
  String cause() {
    return cause;
  }

  @Nullable
  Instant processedAt() {
    return processedAt;
  }

  @Nullable
  Instant replayedAt() {
    return replayedAt;
  }

  @Nullable
  String replayedBy() {
    return replayedBy;
  }

  @Nullable
  String replayReason() {
    return replayReason;
  }

  /** When what was sent was forgotten; null while it is kept. */
  @Nullable
  Instant rawDroppedAt() {
    return rawDroppedAt;
  }

  /** Who has had it forgotten before its time; null for nobody. */
  @Nullable
  String redactedBy() {
    return redactedBy;
  }

  @Nullable
  String redactionReason() {
    return redactionReason;
  }

  /** What has still to have its effects can't be forgotten. */
  void requireRedactable() {
    if (state == State.QUEUED || rawDroppedAt != null) {
      throw new Refusal.NotAllowedNow("redaction", rawDroppedAt == null ? state.name() : "FORGOTTEN", Set.of());
    }
  }

  /** What has had its effects has them once: it is not run again. */
  void requireReplayable() {
    switch (state) {
      case FAILED, QUARANTINED -> {
        if (rawDroppedAt != null) {
          throw new Refusal.NotAllowedNow("replay", "FORGOTTEN", Set.of());
        }
      }
      case QUEUED, PROCESSED -> throw new Refusal.NotAllowedNow("replay", state.name(), Set.of());
    }
  }
}
