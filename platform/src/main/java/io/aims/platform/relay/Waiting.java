package io.aims.platform.relay;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A committed event in the outbox.
 *
 * @param place the one it has already when it was sent before, or was about to be
 * @param epoch the one in which it was recorded; null for the present one
 */
record Waiting(long position, Instant occurredAt, UUID tenant, UUID eventId, UUID aggregateId, byte[] body,
    @Nullable Place place, @Nullable Integer epoch) {}
