package io.aims.incident.counting;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.watch.Statement;
import io.aims.incident.watch.Word;

/**
 * A signal as one delivery carried it.
 *
 * @param systemId what the source is bound to, whatever the monitor calls it; what a shared source has been found to mean
 * @param systemRefKnown whether the monitor's name for the system can mean that one; null when it gives none, or before
 *     that was asked
 * @param waited what has come of it before that is counted with this one; null when nothing has waited
 */
public record Sighting(UUID deliveryId, Instant receivedAt, UUID sourceId, UUID systemId, SignalKey key, Signal signal,
    @Nullable Boolean systemRefKnown, @Nullable Waited waited) {

  /** One that comes by itself. */
  public Sighting(UUID deliveryId, Instant receivedAt, UUID sourceId, UUID systemId, SignalKey key, Signal signal) {
    this(deliveryId, receivedAt, sourceId, systemId, key, signal, null, null);
  }

  /** Notifications of a signal that nobody could count before its system was known. */
  public record Waited(long firing, long resolved, long deliveries, Instant since) {}

  public Sighting withSystemRefKnown(@Nullable Boolean known) {
    return new Sighting(deliveryId, receivedAt, sourceId, systemId, key, signal, known, waited);
  }

  public Word word() {
    return new Word(key, sourceId, systemId, signal.kind(), signal.severity(),
        new Statement(signal.status(), signal.startsAt(), signal.endsAt(), receivedAt, deliveryId));
  }
}
