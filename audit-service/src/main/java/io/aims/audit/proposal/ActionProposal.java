package io.aims.audit.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import io.aims.audit.nonconformity.CorrectiveWork.Order;
import io.aims.audit.nonconformity.CorrectiveWork.Planned;
import io.aims.audit.nonconformity.CorrectiveWork.Proposed;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** A corrective action that the review of an incident asks for, until somebody else decides on it. */
@Entity
class ActionProposal extends Aggregate {
  private UUID proposalId;
  private UUID incidentId;
  private UUID systemId;
  private UUID caseId;
  private @Nullable UUID ownerId;
  private @Nullable LocalDate dueOn;
  private String proposedBy;
  private Instant proposedAt;
  @Enumerated(EnumType.STRING)
  private ProposalState state;
  private @Nullable UUID decidedBy;
  private @Nullable Instant decidedAt;
  private @Nullable String reason;
  private @Nullable UUID nonconformityId;
  private @Nullable UUID actionId;

  protected ActionProposal() {}

  /** @param by who wrote the review */
  ActionProposal(UUID id, UUID tenant, UUID proposalId, UUID caseId, Intake.Proposal proposal, String by, Instant at,
      Instant now) {
    super(id, tenant, now);
    this.proposalId = proposalId;
    this.caseId = caseId;
    this.incidentId = proposal.incidentId();
    this.systemId = proposal.systemId();
    this.ownerId = proposal.ownerId();
    this.dueOn = proposal.dueOn();
    this.proposedBy = by;
    this.proposedAt = at;
    this.state = ProposalState.OPEN;
  }

  ActionProposalEvent received() {
    return new ActionProposalEvent.Received(proposalId, incidentId, systemId, ownerId, dueOn);
  }

  /** Refuses {@code by} who may not decide so now: what is decided stays so, and nobody decides on what they proposed. */
  void refuseUnlessDecidable(ProposalState.Command command, UUID by) {
    state.refuseUnlessAllowed(command);
    if (by.toString().equals(proposedBy)) {
      throw new Refusal.FourEyes("Who proposed an action does not decide on it.");
    }
  }

  /** Refuses {@code by} who is among the {@code authors} of the review: who writes it anew repeats what it proposes. */
  void refuseWhoWrote(Set<String> authors, UUID by) {
    if (authors.contains(by.toString())) {
      throw new Refusal.FourEyes(
          "Who has written the review, or has written it anew, does not decide on what it proposes.");
    }
  }

  /** What is to be done; who shall do it and until when is as proposed, unless told otherwise. */
  Order order(String description, @Nullable UUID otherOwner, @Nullable LocalDate otherDay, String why) {
    var owner = otherOwner == null ? ownerId : otherOwner;
    var day = otherDay == null ? dueOn : otherDay;
    if (owner == null) {
      throw new Refusal.Invalid("ownerId", "has to be named, as the proposal names nobody");
    }
    if (day == null) {
      throw new Refusal.Invalid("dueOn", "has to be named, as the proposal names no day");
    }
    return new Order(description, owner, day, why);
  }

  Proposed proposed(Set<String> authors) {
    return new Proposed(proposalId, proposedBy, authors, incidentId, systemId, caseId);
  }

  ActionProposalEvent accept(Planned became, String why, UUID by, Instant now) {
    decide(ProposalState.Command.ACCEPTANCE, ProposalState.ACCEPTED, why, by, now);
    nonconformityId = became.nonconformityId();
    actionId = became.actionId();
    return new ActionProposalEvent.Accepted(proposalId, incidentId, nonconformityId, actionId);
  }

  ActionProposalEvent decline(String why, UUID by, Instant now) {
    decide(ProposalState.Command.DECLINE, ProposalState.DECLINED, why, by, now);
    return new ActionProposalEvent.Declined(proposalId, incidentId);
  }

  private void decide(ProposalState.Command command, ProposalState to, String why, UUID by, Instant now) {
    refuseUnlessDecidable(command, by);
    state = to;
    reason = Objects.requireNonNull(why, "reason");
    decidedBy = by;
    decidedAt = now;
  }

  @Override
  protected String aggregateType() {
    return "action-proposal";
  }

  UUID caseId() {
    return caseId;
  }

  UUID incidentId() {
    return incidentId;
  }

  Instant proposedAt() {
    return proposedAt;
  }

  ProposalState state() {
    return state;
  }

  ActionProposalView view() {
    return new ActionProposalView(id(), proposalId, version(), incidentId, systemId, caseId, ownerId, dueOn,
        proposedBy, proposedAt, state, Refusal.NotAllowedNow.words(state.allowed()), decidedBy, decidedAt, reason,
        nonconformityId, actionId);
  }
}
