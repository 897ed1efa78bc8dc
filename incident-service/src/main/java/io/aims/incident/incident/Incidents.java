package io.aims.incident.incident;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Kind;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's incidents. */
@ApplicationScoped
class Incidents implements PanacheRepositoryBase<Incident, UUID> {

  Uni<Incident> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, IncidentResource.WHAT));
  }

  /** The open incident of this key, which can't be closed until the transaction ends; null when there is none. */
  Uni<@Nullable UUID> hold(UUID tenant, OpenKey key) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select id from incident where tenant = ?1 and open_key = ?2 for share", UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, key.text())
            .getSingleResultOrNull());
  }

  /** Which incidents to list; null filters nothing. */
  record Filter(@Nullable IncidentState state, @Nullable UUID systemId, @Nullable Kind kind, @Nullable Boolean open) {}

  /** Newest first. */
  Uni<Page<IncidentView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, IncidentView.Summary.class)
        .where("state", filter.state())
        .where("systemId", filter.systemId())
        .where("kind", filter.kind())
        .having("openKey", filter.open())
        .page(page, IncidentView.Summary::id);
  }
}
