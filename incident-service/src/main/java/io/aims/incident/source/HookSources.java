package io.aims.incident.source;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's hook sources. */
@ApplicationScoped
class HookSources implements PanacheRepositoryBase<HookSource, UUID> {

  Uni<HookSource> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, HookSourceResource.WHAT));
  }

  /** The same, locked until the transaction ends: who counts its credentials counts those of whoever came before. */
  Uni<HookSource> hold(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .map(found -> Refusal.orNotFound(found, HookSourceResource.WHAT));
  }

  /** Locks a source that has been looked at; fails as stale when somebody has changed it since. */
  Uni<Void> lock(HookSource source) {
    return Panache.getSession().chain(session -> session.lock(source, LockMode.PESSIMISTIC_WRITE));
  }

  /** Which sources to list; null filters nothing. */
  record Filter(@Nullable UUID systemId, @Nullable Boolean shared, HookSource.@Nullable State state) {}

  /** Newest first. */
  Uni<Page<HookSourceView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, HookSourceView.Summary.class)
        .where("systemId", filter.systemId())
        .having("systemId", filter.shared() == null ? null : !filter.shared())
        .where("state", filter.state())
        .page(page, HookSourceView.Summary::id);
  }
}
