package io.aims.audit.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A proposed corrective action as the API shows it; what it is to be in words stands in the review of the incident.
 *
 * @param proposalId its id at the incident
 * @param ownerId who shall carry it out, as proposed
 * @param dueOn until when, as proposed
 * @param nextSteps what can be done with it now
 * @param actionId the corrective action that it became, in the nonconformity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActionProposalView(UUID id, UUID proposalId, int version, UUID incidentId, UUID systemId, UUID caseId,
    @Nullable UUID ownerId, @Nullable LocalDate dueOn, String proposedBy, Instant proposedAt, ProposalState state,
    Set<String> nextSteps, @Nullable UUID decidedBy, @Nullable Instant decidedAt, @Nullable String reason,
    @Nullable UUID nonconformityId, @Nullable UUID actionId) {

  /** A proposal in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, UUID proposalId, UUID incidentId, UUID systemId, UUID caseId, @Nullable UUID ownerId,
      @Nullable LocalDate dueOn, Instant proposedAt, ProposalState state, @Nullable UUID nonconformityId,
      @Nullable UUID actionId, int version, Instant changedAt) {}
}
