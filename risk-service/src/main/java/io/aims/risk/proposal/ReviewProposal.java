package io.aims.risk.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A decision of a review, as incident-service has told of it; in words it stands there only.
 *
 * @param id by which the incident shows it
 * @param ownerId who shall carry it out, as the review sees it
 */
public record ReviewProposal(UUID id, ProposalKind kind, UUID incidentId, UUID systemId, UUID caseId,
    @Nullable UUID ownerId, @Nullable LocalDate dueOn, String proposedBy, Instant proposedAt) {}
