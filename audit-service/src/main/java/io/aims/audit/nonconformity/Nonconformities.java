package io.aims.audit.nonconformity;

import java.util.LinkedHashMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's nonconformities. */
@ApplicationScoped
class Nonconformities implements PanacheRepositoryBase<Nonconformity, UUID> {

  Uni<Nonconformity> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, "nonconformity"));
  }

  /** Which nonconformities to list; null filters nothing. */
  record Filter(@Nullable NonconformityState state, @Nullable UUID originId, @Nullable UUID systemId) {}

  /** Newest first. */
  Uni<Page<NonconformityView.Summary>> list(Filter filter, PageRequest page) {
    var where = new StringBuilder("id < :before");
    var values = new LinkedHashMap<String, Object>();
    values.put("before", page.beforeId());
    if (filter.state() != null) {
      where.append(" and state = :state");
      values.put("state", filter.state());
    }
    if (filter.originId() != null) {
      where.append(" and originId = :origin");
      values.put("origin", filter.originId());
    }
    if (filter.systemId() != null) {
      where.append(" and systemId = :system");
      values.put("system", filter.systemId());
    }
    return find(where + " order by id desc", values).range(0, Page.fetch(page) - 1)
        .project(NonconformityView.Summary.class)
        .list()
        .map(found -> Page.cut(found, page, NonconformityView.Summary::id));
  }
}
