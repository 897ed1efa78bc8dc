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
 * @param systemId what the source is bound to, whatever the monitor calls it
 * @param systemRefKnown whether the monitor's name for the system can mean that one; null when it gives none
 */
public record Sighting(UUID deliveryId, Instant receivedAt, UUID sourceId, UUID systemId, SignalKey key, Signal signal,
    @Nullable Boolean systemRefKnown) {

  public Word word() {
    return new Word(key, sourceId, systemId, signal.kind(), signal.severity(),
        new Statement(signal.status(), signal.startsAt(), signal.endsAt(), receivedAt, deliveryId));
  }
}
