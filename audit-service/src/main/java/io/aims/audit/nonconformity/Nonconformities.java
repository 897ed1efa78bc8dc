package io.aims.audit.nonconformity;

import java.util.List;
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
  /** More are not contradicted by one recurrence: their remedies were told of as failing by those before. */
  static final int MOST = 50;

  Uni<Nonconformity> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, "nonconformity"));
  }

  /** Those that come from these incidents, at most {@value #MOST} of the newest. */
  Uni<List<Nonconformity>> ofIncidents(List<UUID> incidentIds) {
    return find("originId in ?1 order by id desc", incidentIds).range(0, MOST - 1).list();
  }

  /** The oldest one of the case that is not closed; null when there is none. */
  Uni<@Nullable Nonconformity> openOf(UUID caseId) {
    return find("caseId = ?1 and state <> ?2 order by id", caseId, NonconformityState.CLOSED).firstResult();
  }

  /** Which nonconformities to list; null filters nothing. */
  record Filter(@Nullable NonconformityState state, @Nullable UUID originId, @Nullable UUID systemId,
      @Nullable UUID caseId, @Nullable Boolean recurred) {}

  /** Newest first. */
  Uni<Page<NonconformityView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, NonconformityView.Summary.class)
        .where("state", filter.state())
        .where("originId", filter.originId())
        .where("systemId", filter.systemId())
        .where("caseId", filter.caseId())
        .where("recurred", filter.recurred())
        .page(page, NonconformityView.Summary::id);
  }
}
