package io.aims.incident.communication;

import java.util.Collection;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.PlannedCommunications;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** What the organisation tells of its incidents. */
@ApplicationScoped
class Communications implements PanacheRepositoryBase<Communication, UUID>, PlannedCommunications {

  Uni<Communication> get(UUID incident, UUID id) {
    return find("id = ?1 and incidentId = ?2", id, incident).firstResult()
        .map(found -> Refusal.orNotFound(found, CommunicationResource.WHAT));
  }

  @Override
  public Uni<Boolean> anyOf(Collection<UUID> incidentIds) {
    return count("incidentId in ?1 and state = ?2", incidentIds, CommunicationState.PLANNED).map(number -> number > 0);
  }

  /** Newest first; those {@code PLANNED} are whom there is still to tell. */
  Uni<Page<CommunicationView.Summary>> list(UUID incident, @Nullable CommunicationState state, PageRequest page) {
    return NewestFirst.of(this, CommunicationView.Summary.class)
        .where("incidentId", incident)
        .where("state", state)
        .page(page, CommunicationView.Summary::id);
  }
}
