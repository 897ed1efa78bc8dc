package io.aims.audit.proposal;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The corrective actions that reviews of the organisation have proposed. */
@ApplicationScoped
class ActionProposals implements PanacheRepositoryBase<ActionProposal, UUID> {

  Uni<ActionProposal> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, "action proposal"));
  }

  Uni<Boolean> holds(UUID proposalId) {
    return count("proposalId", proposalId).map(found -> found > 0);
  }

  /** Lets decisions on proposals of one case follow each other, until the transaction ends. */
  Uni<Void> lock(UUID caseId) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select id from action_proposal where case_id = ?1 order by id for update", UUID.class)
            .setParameter(1, caseId)
            .getResultList())
        .replaceWithVoid();
  }

  /** Which proposals to list; null filters nothing. */
  record Filter(@Nullable ProposalState state, @Nullable UUID caseId, @Nullable UUID proposalId) {}

  /** Newest first. */
  Uni<Page<ActionProposalView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, ActionProposalView.Summary.class)
        .where("state", filter.state())
        .where("caseId", filter.caseId())
        .where("proposalId", filter.proposalId())
        .page(page, ActionProposalView.Summary::id);
  }
}
