package io.aims.incident.incident;

import java.util.Collection;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/**
 * Whether a report to an authority on incidents is neither handed in nor withdrawn, asked before they end; in the caller's
 * transaction.
 */
public interface UnfinishedReports {
  Uni<Boolean> anyOf(Collection<UUID> incidentIds);
}
