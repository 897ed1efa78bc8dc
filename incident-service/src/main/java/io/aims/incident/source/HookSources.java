package io.aims.incident.source;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;

/** The organisation's hook sources. */
@ApplicationScoped
class HookSources implements PanacheRepositoryBase<HookSource, UUID> {

  Uni<HookSource> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, HookSourceResource.WHAT));
  }

  /** Which sources to list; null filters nothing. */
  record Filter(@Nullable UUID systemId, HookSource.@Nullable State state) {}

  /** Newest first. */
  Uni<Page<HookSourceView.Summary>> list(Filter filter, PageRequest page) {
    var where = new StringBuilder("id < :before");
    var values = new Parameters().and("before", page.beforeId());
    if (filter.systemId() != null) {
      where.append(" and systemId = :system");
      values.and("system", filter.systemId());
    }
    if (filter.state() != null) {
      where.append(" and state = :state");
      values.and("state", filter.state());
    }
    return Panache.getSession()
        .chain(session -> {
          var query = session.createQuery(
              "select new io.aims.incident.source.HookSourceView$Summary(id, name, profile, systemId, senderClientId,"
                  + " state, version, changedAt) from HookSource where " + where + " order by id desc",
              HookSourceView.Summary.class);
          values.map().forEach(query::setParameter);
          return query.setMaxResults(Page.fetch(page)).getResultList();
        })
        .map(found -> Page.cut(found, page, HookSourceView.Summary::id));
  }
}
