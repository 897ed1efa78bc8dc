package io.aims.risk.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A proposal as the API shows it, alone and in lists.
 *
 * @param proposalId by which {@code GET /v1/incidents/{incidentId}} shows it, with its words
 * @param became absent unless it is accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProposalView(UUID id, int version, UUID proposalId, ProposalKind kind, UUID incidentId, UUID systemId,
    UUID caseId, @Nullable UUID ownerId, @Nullable LocalDate dueOn, String proposedBy, Instant proposedAt,
    ProposalState state, Outcome.@Nullable Became became, @Nullable UUID riskId, @Nullable UUID actionId,
    @Nullable String control, @Nullable String decidedBy, @Nullable Instant decidedAt, Instant changedAt) {}
