package io.aims.incident.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.review.Findings.DecisionKind;

/** A decision of a review that another service is to carry out, as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalView(UUID id, DecisionKind kind, String text, @Nullable UUID ownerId, @Nullable LocalDate dueOn,
    Instant proposedAt) {}
