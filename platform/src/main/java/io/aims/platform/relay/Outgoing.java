package io.aims.platform.relay;

import java.util.UUID;

/** What is sent of an event: the key that keeps its order, the bytes that were sealed at commit, and its place as headers. */
record Outgoing(long position, UUID tenant, UUID aggregateId, byte[] body, Place place) {}
