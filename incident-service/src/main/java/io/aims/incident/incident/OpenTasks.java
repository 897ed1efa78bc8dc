package io.aims.incident.incident;

import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** What is left to do for an incident, asked before it closes; in the caller's transaction. */
public interface OpenTasks {
  Uni<Long> of(UUID incidentId);
}
