package io.aims.incident.unmapped;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;

/** What a batch brings of one unmapped signal, as it is added to the row of its key. */
record UnmappedRow(UUID id, UUID sourceId, String signalKey, SignalStatus status, Kind kind, Severity severity,
    @Nullable String systemRef, @Nullable String systemName, @Nullable String modelRef, @Nullable String summary,
    @Nullable Told fired, @Nullable Instant firedAt, @Nullable UUID firedDelivery, @Nullable Told ended,
    @Nullable Instant endedAt, @Nullable UUID endedDelivery, @Nullable Instant runSince, @Nullable UUID runDelivery,
    long firing, long resolved, long deliveries, Instant firstSeenAt, Instant lastSeenAt, UUID lastDeliveryId) {}
