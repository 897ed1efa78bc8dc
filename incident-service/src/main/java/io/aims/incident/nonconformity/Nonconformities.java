package io.aims.incident.nonconformity;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Which nonconformities came of which incident; in the caller's transaction. */
@ApplicationScoped
public class Nonconformities {

  /** Those of these incidents and, besides, those with these ids, oldest first. */
  public Uni<List<Nonconformity>> of(Collection<UUID> incidentIds, Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from LinkedNonconformity where incidentId in :incidents or id in :ids order by id",
                LinkedNonconformity.class)
            .setParameter("incidents", incidentIds)
            .setParameter("ids", ids)
            .getResultList())
        .map(found -> found.stream().map(LinkedNonconformity::facts).toList());
  }

  Uni<LinkedNonconformity> find(UUID id) {
    return Panache.getSession().chain(session -> session.find(LinkedNonconformity.class, id));
  }

  Uni<Void> add(LinkedNonconformity nonconformity) {
    return Panache.getSession().chain(session -> session.persist(nonconformity));
  }
}
