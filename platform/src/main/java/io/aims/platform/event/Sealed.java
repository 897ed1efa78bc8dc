package io.aims.platform.event;

import java.time.Instant;
import java.util.UUID;

/** An event as it is stored, sent and proven: its canonical bytes, and beside them the columns to find it by. */
record Sealed(
    UUID id,
    UUID tenant,
    String type,
    String aggregateType,
    UUID aggregateId,
    int aggregateVersion,
    UUID correlationId,
    Instant time,
    String actor,
    byte[] body,
    String texts) {}
