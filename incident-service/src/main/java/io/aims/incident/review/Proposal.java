package io.aims.incident.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.aims.incident.review.Findings.Decision;
import io.aims.incident.review.Findings.DecisionKind;
import io.aims.platform.event.Aggregate;

/** A decision of a review that another service is to carry out. */
@Entity
@Table(name = "review_proposal")
class Proposal extends Aggregate {
  private UUID incidentId;
  private UUID systemId;
  @Enumerated(EnumType.STRING)
  private DecisionKind kind;
  private @Nullable UUID ownerId;
  private @Nullable LocalDate dueOn;
  private String text;

  protected Proposal() {}

  Proposal(UUID id, UUID tenant, UUID incidentId, UUID systemId, Decision decision, Instant now) {
    super(id, tenant, now);
    this.incidentId = incidentId;
    this.systemId = systemId;
    this.kind = decision.kind();
    this.ownerId = decision.ownerId();
    this.dueOn = decision.dueOn();
    this.text = decision.text();
  }

  ProposalEvent proposed() {
    var texts = Map.of("text", text);
    return switch (kind) {
      case CORRECTIVE_ACTION -> new ProposalEvent.ActionProposed(incidentId, systemId, ownerId, dueOn, texts);
      case RISK -> new ProposalEvent.RiskProposed(incidentId, systemId, ownerId, dueOn, texts);
      case CONTROL -> new ProposalEvent.ControlProposed(incidentId, systemId, ownerId, dueOn, texts);
    };
  }

  Decision decision() {
    return new Decision(kind, text, ownerId, dueOn);
  }

  /** @param outcome null while nobody has decided; {@code undertaking} null where nothing is known of what it became */
  ProposalView view(@Nullable ProposalOutcome outcome, @Nullable Undertaking undertaking) {
    return outcome == null
        ? new ProposalView(id(), kind, text, ownerId, dueOn, createdAt(), ProposalState.OPEN, null, null, null, null)
        : new ProposalView(id(), kind, text, ownerId, dueOn, createdAt(), outcome.state(), outcome.decidedBy(),
            outcome.decidedAt(), outcome.became(), undertaking == null ? null : undertaking.progress());
  }

  @Override
  protected String aggregateType() {
    return "review-proposal";
  }
}
