package io.aims.incident.incident;

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

import com.fasterxml.jackson.annotation.JsonInclude;

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

  /**
   * A signal as the API shows it.
   *
   * @param systemRefKnown false when the monitor's name for the system fits none of the names of the source's system
   * @param firing notifications that it fires
   * @param resolved notifications that it is over
   * @param deliveries requests that carried it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(UUID id, String signalKey, UUID sourceId, SignalStatus status, Severity severity,
      @Nullable String systemRef, @Nullable Boolean systemRefKnown, @Nullable String modelRef,
      @Nullable String upstreamKey, @Nullable Instant startsAt, @Nullable Instant endsAt, @Nullable String metric,
      @Nullable Double value, @Nullable Double threshold, @Nullable String summary, long firing, long resolved,
      long deliveries, Instant firstSeenAt, Instant lastSeenAt) {}

  View view() {
    return new View(id, signalKey, sourceId, status, severity, systemRef, systemRefKnown, modelRef, upstreamKey,
        startsAt, endsAt, metric, value, threshold, summary, firing, resolved, deliveries, firstSeenAt, lastSeenAt);
  }

  UUID id() {
    return id;
  }

  SignalKey key() {
    return new SignalKey(signalKey);
  }

  /** What it is about: the open key that it comes by, of {@code incident} if nothing else is known. */
  OpenKey about(Incident incident) {
    return about == null ? incident.about() : OpenKey.parse(about);
  }

  String keyOfItsOwn(Incident incident) {
    return OpenKey.ofSignal(about(incident).text(), signalKey);
  }

  /** What an incident of its own begins with. */
  Opening splitFrom(Incident incident) {
    return opening(about(incident), firstSeenAt, null, incident.id());
  }

  /** What an incident begins with for which it has waited; it has been heard to fire since {@code firingSince}. */
  Opening opening(OpenKey about, Instant firingSince, @Nullable UUID recurrenceOf) {
    return opening(about, firingSince, recurrenceOf, null);
  }

  private Opening opening(OpenKey about, Instant detectedAt, @Nullable UUID recurrenceOf, @Nullable UUID splitFrom) {
    return new Opening(about, severity, sourceId, id, lastDeliveryId, metric, value, threshold, modelRef,
        startsAt == null ? detectedAt : startsAt, detectedAt, recurrenceOf, splitFrom);
  }
}
