package io.aims.incident.incident;

import java.util.Collection;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** What is left to do for incidents, asked before they end; in the caller's transaction. */
public interface OpenTasks {
  Uni<Long> of(Collection<UUID> incidentIds);
}
