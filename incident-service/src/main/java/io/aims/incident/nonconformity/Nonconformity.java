package io.aims.incident.nonconformity;

import java.util.UUID;

/**
 * A nonconformity that an incident led to; {@code effective} once somebody else has verified its corrective action
 * so.
 */
public record Nonconformity(UUID id, String reference, String grade, boolean effective) {}
