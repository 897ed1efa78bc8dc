package io.aims.risk.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * What the review of an incident proposes for risks or controls, until a person accepts or declines it. Its id is its
 * own: the ledger tells aggregates apart by their ids, whichever service they belong to.
 */
@Entity
class Proposal extends Aggregate {
  private UUID proposalId;
  @Enumerated(EnumType.STRING)
  private ProposalKind kind;
  private UUID incidentId;
  private UUID systemId;
  private UUID caseId;
  private @Nullable UUID ownerId;
  private @Nullable LocalDate dueOn;
  private String proposedBy;
  private Instant proposedAt;
  @Enumerated(EnumType.STRING)
  private ProposalState state;
  @Enumerated(EnumType.STRING)
  private Outcome.@Nullable Became became;
  private @Nullable UUID riskId;
  private @Nullable UUID actionId;
  private @Nullable String control;
  private @Nullable String decidedBy;
  private @Nullable Instant decidedAt;

  protected Proposal() {}

  private Proposal(UUID id, UUID tenant, ReviewProposal proposed, Instant now) {
    super(id, tenant, now);
    this.proposalId = proposed.id();
    this.kind = proposed.kind();
    this.incidentId = proposed.incidentId();
    this.systemId = proposed.systemId();
    this.caseId = proposed.caseId();
    this.ownerId = proposed.ownerId();
    this.dueOn = proposed.dueOn();
    this.proposedBy = proposed.proposedBy();
    this.proposedAt = proposed.proposedAt();
    this.state = ProposalState.OPEN;
  }

  static Proposal receive(UUID id, UUID tenant, ReviewProposal proposed, Instant now) {
    return new Proposal(id, tenant, proposed, now);
  }

  ProposalEvent received() {
    return new ProposalEvent.Received(proposalId, kind, incidentId, systemId, ownerId, dueOn);
  }

  /** Refuses a {@code person} who is among the {@code authors} of the review: who writes it anew repeats what it proposes. */
  void refuseWhoWrote(Set<String> authors, String person) {
    if (state == ProposalState.OPEN && authors.contains(person)) {
      throw new Refusal.FourEyes(
          "Who has written the review, or has written it anew, does not decide on what it proposes.");
    }
  }

  /** Somebody has made {@code outcome} of it. */
  ProposalEvent accept(Outcome outcome, String person, Instant now) {
    if (outcome.kind() != kind) {
      throw new IllegalArgumentException("A proposed " + kind + " does not become " + outcome.became());
    }
    decide("acceptance", ProposalState.ACCEPTED, person, now);
    became = outcome.became();
    riskId = outcome.riskId();
    actionId = outcome.actionId();
    control = outcome.control();
    return new ProposalEvent.Accepted(proposalId, kind, incidentId, systemId, became, riskId, actionId, control);
  }

  ProposalEvent decline(String person, Instant now) {
    decide("decline", ProposalState.DECLINED, person, now);
    return new ProposalEvent.Declined(proposalId, kind, incidentId, systemId);
  }

  private void decide(String command, ProposalState decision, String person, Instant now) {
    if (state != ProposalState.OPEN) {
      throw new Refusal.NotAllowedNow(command, state.name(), state.commands());
    }
    if (person.equals(proposedBy)) {
      throw new Refusal.FourEyes("Who proposed it does not decide on it.");
    }
    state = decision;
    decidedBy = person;
    decidedAt = now;
  }

  /** Who is to own the risk: whoever is named, else whom the review has named. */
  UUID ownerOr(@Nullable UUID named) {
    if (named == null && ownerId == null) {
      throw new Refusal.Invalid("ownerId", "must be given, as the review has named nobody");
    }
    return named == null ? ownerId : named;
  }

  /** When the control is to be in place: as is said now, else as the review has said. */
  LocalDate dueOr(@Nullable LocalDate said) {
    if (said == null && dueOn == null) {
      throw new Refusal.Invalid("dueOn", "must be given, as the review has set no date");
    }
    return said == null ? dueOn : said;
  }

  @Override
  protected String aggregateType() {
    return "proposal";
  }

  Instant proposedAt() {
    return proposedAt;
  }

  UUID incidentId() {
    return incidentId;
  }

  UUID systemId() {
    return systemId;
  }

  UUID caseId() {
    return caseId;
  }

  ProposalState state() {
    return state;
  }

  ProposalView view() {
    return new ProposalView(id(), version(), proposalId, kind, incidentId, systemId, caseId, ownerId, dueOn, proposedBy,
        proposedAt, state, became, riskId, actionId, control, decidedBy, decidedAt, changedAt());
  }
}
