package io.aims.audit.proposal;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a proposed corrective action, as others learn of it; {@code proposalId} is its id at the incident. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ActionProposalEvent extends DomainEvent {

  /** It waits for a decision. */
  @EventType("aims.audit.action-proposal.received.v1")
  record Received(UUID proposalId, UUID incidentId, UUID systemId, @Nullable UUID ownerId, @Nullable LocalDate dueOn)
      implements
        ActionProposalEvent {}

  /** It is the corrective action {@code actionId} of the nonconformity from now on. */
  @EventType("aims.audit.action-proposal.accepted.v1")
  record Accepted(UUID proposalId, UUID incidentId, UUID nonconformityId, UUID actionId)
      implements
        ActionProposalEvent {}

  @EventType("aims.audit.action-proposal.declined.v1")
  record Declined(UUID proposalId, UUID incidentId) implements ActionProposalEvent {}
}
