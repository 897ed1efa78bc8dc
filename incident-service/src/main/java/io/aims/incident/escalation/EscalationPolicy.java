package io.aims.incident.escalation;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.platform.event.Aggregate;

/** The escalation that an organisation has adopted, revision by revision; the latest one is in force. */
@Entity
class EscalationPolicy extends Aggregate {
  private int revision;
  @JdbcTypeCode(SqlTypes.JSON)
  private Ladder ladder;

  protected EscalationPolicy() {}

  private EscalationPolicy(UUID id, UUID tenant, Ladder ladder, Instant now) {
    super(id, tenant, now);
    this.revision = 1;
    this.ladder = ladder;
  }

  static EscalationPolicy adopt(UUID id, UUID tenant, Ladder ladder, Instant now) {
    return new EscalationPolicy(id, tenant, ladder.coherent(), now);
  }

  EscalationPolicyEvent adopted() {
    return new EscalationPolicyEvent.Adopted(revision, ladder.steps());
  }

  EscalationPolicyEvent replaceBy(Ladder next) {
    ladder = next.coherent();
    revision++;
    return adopted();
  }

  @Override
  protected String aggregateType() {
    return "escalation-policy";
  }

  int revision() {
    return revision;
  }

  Ladder ladder() {
    return ladder;
  }
}
