package io.aims.incident.incident;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Kind;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
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
    var where = new StringBuilder("id < :before");
    var values = new Parameters().and("before", page.beforeId());
    if (filter.state() != null) {
      where.append(" and state = :state");
      values.and("state", filter.state());
    }
    if (filter.systemId() != null) {
      where.append(" and systemId = :system");
      values.and("system", filter.systemId());
    }
    if (filter.kind() != null) {
      where.append(" and kind = :kind");
      values.and("kind", filter.kind());
    }
    if (filter.open() != null) {
      where.append(filter.open() ? " and openKey is not null" : " and openKey is null");
    }
    return Panache.getSession()
        .chain(session -> {
          var query = session.createQuery(
              "select new io.aims.incident.incident.IncidentView$Summary(id, reference, systemId, kind, severity, state,"
                  + " caseId, createdAt, version, changedAt) from Incident where " + where + " order by id desc",
              IncidentView.Summary.class);
          values.map().forEach(query::setParameter);
          return query.setMaxResults(Page.fetch(page)).getResultList();
        })
        .map(found -> Page.cut(found, page, IncidentView.Summary::id));
  }
}
