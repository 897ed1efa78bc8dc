package io.aims.incident.communication;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.PlannedCommunications;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.DueFirst;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
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

  /** Of all incidents, first due first; a correction, which is told at once, is due at no time and not among them. */
  Uni<Page<CommunicationView.Summary>> due(@Nullable CommunicationState state, @Nullable Instant dueBefore,
      PageRequest page) {
    return DueFirst.of(this, CommunicationView.Summary.class)
        .where("state", state)
        .before(dueBefore)
        .page(page, CommunicationView.Summary::dueAt, CommunicationView.Summary::id);
  }

  /** Those of them in which somebody still has to be told. */
  Uni<Set<UUID>> planned(Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select id from Communication where id in :ids and state = :planned", UUID.class)
            .setParameter("ids", ids)
            .setParameter("planned", CommunicationState.PLANNED)
            .getResultList())
        .map(Set::copyOf);
  }

  /** Newest first; those {@code PLANNED} are whom there is still to tell. */
  Uni<Page<CommunicationView.Summary>> list(UUID incident, @Nullable CommunicationState state, PageRequest page) {
    return NewestFirst.of(this, CommunicationView.Summary.class)
        .where("incidentId", incident)
        .where("state", state)
        .page(page, CommunicationView.Summary::id);
  }
}
