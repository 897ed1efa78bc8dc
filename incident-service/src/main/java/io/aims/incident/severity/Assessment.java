package io.aims.incident.severity;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.incident.signal.Severity;

/** One assessment of an incident: the facts at that time, what the matrix decided, and what people made of it. */
@Entity
@Immutable
class Assessment {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID incidentId;
  @JdbcTypeCode(SqlTypes.JSON)
  private HarmFacts facts;
  private int matrixVersion;
  private String rule;
  @Enumerated(EnumType.STRING)
  private Term term;
  @Enumerated(EnumType.STRING)
  private Severity decided;
  @Enumerated(EnumType.STRING)
  private Severity severity;
  private String assessedBy;
  private Instant assessedAt;

  protected Assessment() {}

  Assessment(UUID id, UUID tenant, UUID incidentId, Judgement judgement, String by, Instant at) {
    this.id = id;
    this.tenant = tenant;
    this.incidentId = incidentId;
    this.facts = judgement.facts();
    this.matrixVersion = judgement.verdict().matrixVersion();
    this.rule = judgement.verdict().rule();
    this.term = judgement.verdict().term();
    this.decided = judgement.verdict().severity();
    this.severity = judgement.severity();
    this.assessedBy = by;
    this.assessedAt = at;
  }

  AssessmentView view() {
    return new AssessmentView(facts, term, rule, matrixVersion, decided, severity, severity != decided, assessedBy,
        assessedAt);
  }
}
