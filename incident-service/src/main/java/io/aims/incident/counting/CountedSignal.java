package io.aims.incident.counting;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;

/**
 * A signal within an incident: what its monitor said last, and how often it has said so; written by {@link
 * CountedSignals}.
 */
@Entity
@Immutable
@Table(name = "signal")
class CountedSignal {
  static final Comparator<CountedSignal> WORST_FIRST = Comparator.comparing((CountedSignal s) -> s.severity)
      .thenComparing(s -> s.signalKey);
  @Id
  private UUID id;
  private @Nullable UUID incidentId;
  private String signalKey;
  private UUID sourceId;
  @Enumerated(EnumType.STRING)
  private SignalStatus status;
  @Enumerated(EnumType.STRING)
  private Severity severity;
  private @Nullable String systemRef;
  private @Nullable Boolean systemRefKnown;
  private @Nullable String modelRef;
  private @Nullable String upstreamKey;
  private @Nullable Instant startsAt;
  private @Nullable Instant endsAt;
  private @Nullable String metric;
  private @Nullable Double value;
  private @Nullable Double threshold;
  private @Nullable String summary;
  private long firing;
  private long resolved;
  private long deliveries;
  private Instant firstSeenAt;
  private Instant lastSeenAt;
  private UUID lastDeliveryId;
  private @Nullable String about;

  protected CountedSignal() {}

  CountedSignalView view() {
    return new CountedSignalView(id, signalKey, sourceId, status, severity, systemRef, systemRefKnown, modelRef,
        upstreamKey,
        startsAt, endsAt, metric, value, threshold, summary, firing, resolved, deliveries, firstSeenAt, lastSeenAt);
  }

  Counted counted() {
    return new Counted(id, new SignalKey(signalKey), about == null ? null : OpenKey.parse(about), severity, sourceId,
        lastDeliveryId, metric, value, threshold, modelRef, startsAt, firstSeenAt);
  }
}
