package io.aims.risk.proposal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.aims.risk.controls.ControlCatalogue;
import io.aims.risk.risk.Flag;
import io.aims.risk.risk.RiskRegister;
import io.aims.risk.risk.Treatment;
import io.smallrye.mutiny.Uni;

/** What people make of proposals: a proposal and a risk change in one transaction, and both changes are part of the case. */
@ApplicationScoped
class ProposalService {
  private final Transactions transactions;
  private final Proposals proposals;
  private final KnownIncidents incidents;
  private final ReviewAuthors authors;
  private final RiskRegister risks;
  private final ControlCatalogue controls;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  ProposalService(Transactions transactions, Proposals proposals, KnownIncidents incidents, ReviewAuthors authors,
      RiskRegister risks, ControlCatalogue controls, EventLog eventLog, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.proposals = proposals;
    this.incidents = incidents;
    this.authors = authors;
    this.risks = risks;
    this.controls = controls;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** A control as somebody wants it: of the catalogue, or one of their own in words. */
  record WantedControl(UUID riskId, @Nullable String control, String description, @Nullable LocalDate dueOn) {}

  /** Makes a new risk of a proposal, or finds it to be a known one, which is flagged and has to be scored anew. */
  Uni<ProposalView> accept(Caller caller, UUID id, @Nullable IfMatch condition, WantedRisk wanted, String reason) {
    var cause = Cause.of(caller, reason);
    return accept(caller, ProposalKind.RISK, id, condition, cause, proposal -> {
      var statement = wanted.asNew();
      return statement == null
          ? flag(proposal, wanted.riskId(), cause)
          : risks.identifyIn(proposal.caseId(), proposal.tenant(), proposal.systemId(), statement,
              proposal.ownerOr(wanted.ownerId()), cause).map(Outcome::identified);
    });
  }

  private Uni<Outcome> flag(Proposal proposal, UUID riskId, Cause cause) {
    return incidents.ofReview(proposal.tenant(), proposal.incidentId())
        .invoke(known -> known.refuseToFlag())
        .map(known -> new Flag(proposal.incidentId(), known.kind(), known.severity(), proposal.caseId(),
            clock.instant()))
        .chain(flag -> risks.flag(riskId, proposal.systemId(), flag, cause))
        .replaceWith(Outcome.flagged(riskId));
  }

  /** Adds the proposed control to the treatment of a risk. */
  Uni<ProposalView> plan(Caller caller, UUID id, @Nullable IfMatch condition, WantedControl wanted, String reason) {
    var cause = Cause.of(caller, reason);
    return accept(caller, ProposalKind.CONTROL, id, condition, cause, proposal -> {
      controls.requireKnown(wanted.control(), "control");
      var action = new Treatment.Action(ids.next(), wanted.description(), proposal.dueOr(wanted.dueOn()),
          wanted.control());
      return risks.planFurther(wanted.riskId(), proposal.systemId(), action, proposal.caseId(), cause)
          .replaceWith(Outcome.planned(wanted.riskId(), action.id(), wanted.control()));
    });
  }

  Uni<ProposalView> decline(Caller caller, ProposalKind kind, UUID id, @Nullable IfMatch condition, String reason) {
    return decide(caller, kind, id, condition, proposal -> eventLog.record(proposal,
        proposal.decline(caller.subject(), clock.instant()), Cause.of(caller, reason).inCase(proposal.caseId())));
  }

  Uni<ProposalView> read(Caller caller, ProposalKind kind, UUID id) {
    return transactions.in(caller.tenant(), () -> proposals.get(kind, id).map(Proposal::view));
  }

  Uni<Page<ProposalView>> list(Caller caller, Proposals.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> proposals.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, ProposalKind kind, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> proposals.get(kind, id)
        .chain(proposal -> history.of(caller.tenant(), id, "proposal", page)));
  }

  private Uni<ProposalView> accept(Caller caller, ProposalKind kind, UUID id, @Nullable IfMatch condition, Cause cause,
      Function<Proposal, Uni<Outcome>> carriedOut) {
    return decide(caller, kind, id, condition, proposal -> carriedOut.apply(proposal)
        .chain(outcome -> eventLog.record(proposal, proposal.accept(outcome, caller.subject(), clock.instant()),
            cause.inCase(proposal.caseId()))));
  }

  private Uni<ProposalView> decide(Caller caller, ProposalKind kind, UUID id, @Nullable IfMatch condition,
      Function<Proposal, Uni<? extends Proposal>> decision) {
    return transactions.in(caller.tenant(), () -> proposals.getLocked(kind, id)
        .map(proposal -> IfMatch.check(condition, proposal))
        .call(proposal -> authors.of(caller.tenant(), proposal.incidentId(), proposal.proposedAt())
            .invoke(written -> proposal.refuseWhoWrote(written, caller.subject())))
        .chain(decision)
        .map(Proposal::view));
  }
}
