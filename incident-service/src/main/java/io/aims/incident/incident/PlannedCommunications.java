package io.aims.incident.incident;

import java.util.Collection;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/**
 * Whether somebody outside has still to be told of incidents, in time or too late, asked before they end; in the caller's
 * transaction.
 */
public interface PlannedCommunications {
  Uni<Boolean> anyOf(Collection<UUID> incidentIds);
}
