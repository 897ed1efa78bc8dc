package io.aims.risk.proposal;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's proposals; one of another kind is none of those that are asked for. */
@ApplicationScoped
class Proposals implements PanacheRepositoryBase<Proposal, UUID> {
  private static final String ONE = "id = ?1 and kind = ?2";

  /** Which proposals to list; null filters nothing. */
  record Filter(ProposalKind kind, @Nullable ProposalState state, @Nullable UUID systemId, @Nullable UUID caseId) {}

  Uni<Proposal> get(ProposalKind kind, UUID id) {
    return find(ONE, id, kind).firstResult().map(found -> Refusal.orNotFound(found, "proposal"));
  }

  /** The same, locked until the transaction ends: two who decide at once do not both have an effect. */
  Uni<Proposal> getLocked(ProposalKind kind, UUID id) {
    return find(ONE, id, kind).withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(found -> Refusal.orNotFound(found, "proposal"));
  }

  /** Newest first. */
  Uni<Page<ProposalView>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, ProposalView.class)
        .where("kind", filter.kind())
        .where("state", filter.state())
        .where("systemId", filter.systemId())
        .where("caseId", filter.caseId())
        .page(page, ProposalView::id);
  }
}
