package io.aims.audit.proposal;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.audit.nonconformity.CorrectiveWork;
import io.aims.audit.nonconformity.CorrectiveWork.Planned;
import io.aims.audit.nonconformity.RaiseFromReview;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.identity.Role;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with proposed corrective actions; an action and the acceptance that it comes of are one transaction. */
@ApplicationScoped
class ActionProposalService {
  private final Transactions transactions;
  private final ActionProposals proposals;
  private final ReviewAuthors authors;
  private final CorrectiveWork work;
  private final EventLog eventLog;
  private final History history;
  private final Clock clock;

  ActionProposalService(Transactions transactions, ActionProposals proposals, ReviewAuthors authors,
      CorrectiveWork work, EventLog eventLog, History history, Clock clock) {
    this.transactions = transactions;
    this.proposals = proposals;
    this.authors = authors;
    this.work = work;
    this.eventLog = eventLog;
    this.history = history;
    this.clock = clock;
  }

  Uni<ActionProposalView> accept(Caller caller, UUID id, @Nullable IfMatch condition, AcceptProposal request) {
    var by = caller.personId();
    return transactions.in(caller.tenant(), () -> proposals.get(id)
        .map(found -> IfMatch.check(condition, found))
        .invoke(found -> found.refuseUnlessDecidable(ProposalState.Command.ACCEPTANCE, by))
        .chain(found -> independent(caller, found)
            .chain(written -> plan(caller, found, written, request))
            .map(became -> found.accept(became, request.reason(), by, clock.instant()))
            .chain(event -> record(found, event, caller, request.reason()))));
  }

  Uni<ActionProposalView> decline(Caller caller, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(caller.tenant(), () -> proposals.get(id)
        .map(found -> IfMatch.check(condition, found))
        .invoke(found -> found.refuseUnlessDecidable(ProposalState.Command.DECLINE, caller.personId()))
        .chain(found -> independent(caller, found)
            .map(written -> found.decline(reason, caller.personId(), clock.instant()))
            .chain(event -> record(found, event, caller, reason))));
  }

  /** The authors of its review, of whom the caller is none. */
  private Uni<Set<String>> independent(Caller caller, ActionProposal found) {
    return authors.of(caller.tenant(), found.incidentId(), found.proposedAt())
        .invoke(written -> found.refuseWhoWrote(written, caller.personId()));
  }

  private Uni<Planned> plan(Caller caller, ActionProposal found, Set<String> written, AcceptProposal request) {
    var order = found.order(request.description(), request.ownerId(), request.dueOn(), request.reason());
    var proposed = found.proposed(written);
    if (request.nonconformityId() != null && request.nonconformity() == null) {
      return work.planIn(request.nonconformityId(), caller, proposed, order);
    }
    var toRaise = raisable(caller, request);
    return proposals.lock(found.caseId()).chain(() -> work.raise(toRaise, caller, proposed, order));
  }

  private static RaiseFromReview raisable(Caller caller, AcceptProposal request) {
    var nonconformity = request.nonconformity();
    if (nonconformity == null || request.nonconformityId() != null) {
      throw new Refusal.Invalid("nonconformityId", "either this or nonconformity");
    }
    if (!caller.has(Role.GOVERNANCE_OFFICER)) {
      throw new Refusal.Forbidden("Only a governance officer raises a nonconformity with it.");
    }
    return nonconformity;
  }

  private Uni<ActionProposalView> record(ActionProposal proposal, ActionProposalEvent event, Caller caller,
      String reason) {
    return eventLog.record(proposal, event, Cause.of(caller, reason).inCase(proposal.caseId()))
        .map(ActionProposal::view);
  }

  Uni<ActionProposalView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> proposals.get(id).map(ActionProposal::view));
  }

  Uni<Page<ActionProposalView.Summary>> list(Caller caller, ActionProposals.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> proposals.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, "action-proposal", page));
  }
}
