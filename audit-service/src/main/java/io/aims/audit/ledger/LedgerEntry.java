package io.aims.audit.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What there is to know about an entry without reading its bytes.
 *
 * @param index its place, from 0
 * @param leafHash RFC 6962 leaf hash of its bytes, base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(long index, UUID eventId, String type, String source, String aggregateType, UUID aggregateId,
    int aggregateVersion, UUID correlationId, @Nullable UUID causationId, String actor, Instant occurredAt,
    String leafHash) {}
