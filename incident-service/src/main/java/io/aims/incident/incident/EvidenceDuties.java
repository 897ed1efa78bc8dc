package io.aims.incident.incident;

import java.util.Collection;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

/** Whether an authority has still to be informed, asked before evidence is released; in the caller's transaction. */
public interface EvidenceDuties {
  Uni<Boolean> open(Collection<UUID> incidentIds);
}
