package io.aims.incident.opening;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/** Signals that open nothing because of rules, and may once those have changed; in the caller's transaction. */
public interface Withholding {
  /**
   * Lets them be looked at again, later and in parts.
   *
   * @param rules the id of the rules that have changed
   * @param sourceId whose signals; null for those of all sources
   */
  Uni<Void> reconsider(UUID tenant, UUID rules, @Nullable UUID sourceId, Instant now);
}
