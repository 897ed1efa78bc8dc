package io.aims.incident.watch;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.opening.Scope;
import io.aims.incident.opening.Threshold;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;

/** A signal as it stands, kept between statements; written by {@link WatchedSignals}. */
@Entity
@Immutable
class WatchedSignal {
  @Id
  private UUID id;
  private String signalKey;
  private UUID sourceId;
  private UUID systemId;
  @Enumerated(EnumType.STRING)
  private Kind kind;
  @Enumerated(EnumType.STRING)
  private Severity severity;
  @Enumerated(EnumType.STRING)
  private @Nullable SignalStatus status;
  private @Nullable Instant episode;
  private @Nullable UUID lastDeliveryId;
  private @Nullable Instant changedAt;
  private @Nullable Instant firingSince;
  @JdbcTypeCode(SqlTypes.JSON)
  private Changes changes;
  private @Nullable Instant ripeSince;
  private boolean ends;
  private boolean flapping;
  private boolean skewed;
  private boolean unheard;
  private long late;
  private @Nullable Instant snoozedUntil;
  private Instant lastSeenAt;
  @Enumerated(EnumType.STRING)
  private @Nullable Scope withheldBy;
  @Enumerated(EnumType.STRING)
  private @Nullable Threshold opensFrom;
  private int version;

  protected WatchedSignal() {}

  Standing standing() {
    return new Standing(status, episode, lastDeliveryId, changedAt, firingSince, changes.times(), flapping, skewed,
        unheard);
  }

  UUID id() {
    return id;
  }

  String signalKey() {
    return signalKey;
  }

  UUID sourceId() {
    return sourceId;
  }

  UUID systemId() {
    return systemId;
  }

  Kind kind() {
    return kind;
  }

  Severity severity() {
    return severity;
  }

  Instant lastSeenAt() {
    return lastSeenAt;
  }

  /** Whether anything had been heard of it before its row was made. */
  boolean heardOf() {
    return status != null;
  }

  @Nullable
  Instant snoozedUntil() {
    return snoozedUntil;
  }

  @Nullable
  Instant firingSince() {
    return firingSince;
  }

  /** When the firing was heard first that has become able to open an incident; null when none has, or that is over. */
  @Nullable
  Instant ripeSince() {
    return ripeSince;
  }

  /** Whether an end of it was ever heard: some monitors report none. */
  boolean ends() {
    return ends;
  }

  /** Counts how often it has stood differently; repetitions leave it. */
  int version() {
    return version;
  }

  SignalView view() {
    return new SignalView(id, signalKey, sourceId, systemId, kind, severity, status, changedAt, firingSince, flapping,
        skewed, late, snoozedUntil, withheldBy, opensFrom, lastSeenAt, version);
  }
}
