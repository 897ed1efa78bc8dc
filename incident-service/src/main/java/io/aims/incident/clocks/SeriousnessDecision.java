package io.aims.incident.clocks;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.Facts;
import io.aims.platform.event.Aggregate;

/**
 * What a person found about an incident, and why: whether it is serious, and all that decides who has to be told.
 *
 * <p>Written once. Facts that turn up later make a further decision, which supersedes this one.
 */
@Entity
class SeriousnessDecision extends Aggregate {
  private UUID incidentId;
  private UUID caseId;
  private int number;
  private @Nullable UUID supersedes;
  private boolean serious;
  @JdbcTypeCode(SqlTypes.JSON)
  private Facts facts;
  private UUID decidedBy;
  private String reason;

  protected SeriousnessDecision() {}

  private SeriousnessDecision(UUID id, UUID tenant, UUID incidentId, UUID caseId,
      @Nullable SeriousnessDecision earlier, Facts facts, UUID person, String reason, Instant now) {
    super(id, tenant, now);
    this.incidentId = incidentId;
    this.caseId = caseId;
    this.number = earlier == null ? 1 : earlier.number + 1;
    this.supersedes = earlier == null ? null : earlier.id();
    this.serious = facts.serious();
    this.facts = facts;
    this.decidedBy = person;
    this.reason = reason;
  }

  static SeriousnessDecision make(UUID id, UUID tenant, UUID incidentId, UUID caseId,
      @Nullable SeriousnessDecision earlier, Facts facts, UUID person, String reason, Instant now) {
    return new SeriousnessDecision(id, tenant, incidentId, caseId, earlier, facts, person, reason, now);
  }

  SeriousnessDecisionEvent made() {
    return new SeriousnessDecisionEvent.Made(incidentId, number, serious, facts, supersedes);
  }

  @Override
  protected String aggregateType() {
    return "seriousness-decision";
  }

  UUID incidentId() {
    return incidentId;
  }

  UUID caseId() {
    return caseId;
  }

  int number() {
    return number;
  }

  @Nullable
  UUID supersedes() {
    return supersedes;
  }

  boolean serious() {
    return serious;
  }

  Facts facts() {
    return facts;
  }

  UUID decidedBy() {
    return decidedBy;
  }

  String reason() {
    return reason;
  }
}
