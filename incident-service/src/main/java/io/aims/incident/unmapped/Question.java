package io.aims.incident.unmapped;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.mapping.Bearing;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;

/**
 * What is asked about something that a shared source has told: which system is it about?
 *
 * @param key null when it is no signal, but news of a registry
 * @param over whether it ends something, so that it belongs to where that has fired
 */
public record Question(UUID sourceId, @Nullable SignalKey key, Bearing bearing, boolean over) {

  public static Question of(UUID tenant, UUID sourceId, Signal signal) {
    return new Question(sourceId, signal.key(tenant, sourceId), Bearing.of(signal), !signal.firing());
  }

  public static Question ofModel(UUID sourceId, String name) {
    return new Question(sourceId, null, Bearing.ofModel(name), false);
  }
}
