package io.aims.incident.unmapped;

import java.time.Instant;
import java.util.UUID;

import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;

/** A signal of which nobody knows the system, as one delivery carried it. */
public record Heard(UUID deliveryId, Instant receivedAt, UUID sourceId, SignalKey key, Signal signal) {}
