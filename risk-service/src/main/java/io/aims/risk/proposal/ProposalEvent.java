package io.aims.risk.proposal;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a proposal, as others learn of it; {@code proposalId} is its id in incident-service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ProposalEvent extends DomainEvent {

  /** It has come in and waits for somebody to decide. */
  @EventType("aims.risk.proposal.received.v1")
  record Received(UUID proposalId, ProposalKind kind, UUID incidentId, UUID systemId, @Nullable UUID ownerId,
      @Nullable LocalDate dueOn) implements ProposalEvent {}

  /** Somebody has made something of it. */
  @EventType("aims.risk.proposal.accepted.v1")
  record Accepted(UUID proposalId, ProposalKind kind, UUID incidentId, UUID systemId, Outcome.Became became,
      UUID riskId, @Nullable UUID actionId, @Nullable String control) implements ProposalEvent {}

  /** Somebody has turned it down, for a reason. */
  @EventType("aims.risk.proposal.declined.v1")
  record Declined(UUID proposalId, ProposalKind kind, UUID incidentId, UUID systemId) implements ProposalEvent {}
}
