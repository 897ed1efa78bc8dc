package io.aims.platform.relay;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A committed event in the outbox; it has a place already when it was sent before, or was about to be. */
record Waiting(long position, Instant occurredAt, UUID tenant, UUID eventId, UUID aggregateId, byte[] body,
    @Nullable Place place) {}
