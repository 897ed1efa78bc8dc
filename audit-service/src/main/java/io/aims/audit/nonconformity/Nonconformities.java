package io.aims.audit.nonconformity;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
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
    return NewestFirst.of(this, NonconformityView.Summary.class)
        .where("state", filter.state())
        .where("originId", filter.originId())
        .where("systemId", filter.systemId())
        .page(page, NonconformityView.Summary::id);
  }
}
