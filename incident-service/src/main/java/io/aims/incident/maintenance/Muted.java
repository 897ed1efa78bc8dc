package io.aims.incident.maintenance;

import java.time.Instant;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** What was not to be heard of because of maintenance, and is when that ends early; in the caller's transaction. */
public interface Muted {
  Uni<Void> wake(UUID tenant, UUID systemId, Instant now);
}
