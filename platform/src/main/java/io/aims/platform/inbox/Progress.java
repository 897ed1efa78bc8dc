package io.aims.platform.inbox;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How far a feed is with an aggregate.
 *
 * @param version the last one that was applied; 0 for none
 * @param eventId the event that brought it; null for none, and where it was applied before ids were kept
 * @param epoch the owner's epoch of that event
 */
record Progress(int version, @Nullable UUID eventId, int epoch) {}
