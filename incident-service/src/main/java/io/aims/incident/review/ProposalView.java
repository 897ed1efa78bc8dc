package io.aims.incident.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.review.Findings.DecisionKind;

/**
 * A decision of a review that another service is to carry out, as the API shows it with what became of it.
 *
 * @param became what it is now; absent unless accepted
 * @param progress how far that has come; absent where nobody tells
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalView(UUID id, DecisionKind kind, String text, @Nullable UUID ownerId, @Nullable LocalDate dueOn,
    Instant proposedAt, ProposalState state, @Nullable String decidedBy, @Nullable Instant decidedAt,
    @Nullable Became became, @Nullable Progress progress) {}
