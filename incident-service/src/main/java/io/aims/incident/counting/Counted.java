package io.aims.incident.counting;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;

/**
 * A counted signal as incidents decide upon it.
 *
 * @param cameBy the open key that it was counted by; null when that is not known
 */
public record Counted(UUID id, SignalKey key, @Nullable OpenKey cameBy, Severity severity, UUID sourceId,
    UUID lastDeliveryId, @Nullable String metric, @Nullable Double value, @Nullable Double threshold,
    @Nullable String modelRef, @Nullable Instant startsAt, Instant firstSeenAt) {

  /** What it is about; the same as {@code incident} if nothing else is known. */
  public OpenKey about(OpenKey incident) {
    return cameBy == null ? incident : cameBy;
  }

  public String keyOfItsOwn(OpenKey incident) {
    return OpenKey.ofSignal(about(incident).text(), key.hex());
  }

  /** What an incident of its own begins with, as a part of the one with that id. */
  public Opening splitFrom(OpenKey incident, UUID incidentId) {
    return opening(about(incident), firstSeenAt, null, incidentId);
  }

  /** What an incident begins with for which it has waited; it has been heard to fire since {@code firingSince}. */
  public Opening opening(OpenKey about, Instant firingSince, @Nullable UUID recurrenceOf) {
    return opening(about, firingSince, recurrenceOf, null);
  }

  private Opening opening(OpenKey about, Instant detectedAt, @Nullable UUID recurrenceOf, @Nullable UUID splitFrom) {
    return new Opening(about, severity,
        new Origin.FirstSignal(sourceId, id, lastDeliveryId, metric, value, threshold, modelRef),
        startsAt == null ? detectedAt : startsAt, detectedAt, recurrenceOf, splitFrom);
  }
}
