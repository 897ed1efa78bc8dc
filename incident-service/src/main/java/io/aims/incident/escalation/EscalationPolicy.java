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
  @JdbcTypeCode(SqlTypes.JSON)
  private Contacts contacts;

  protected EscalationPolicy() {}

  private EscalationPolicy(UUID id, UUID tenant, Ladder ladder, Contacts contacts, Instant now) {
    super(id, tenant, now);
    this.revision = 1;
    this.ladder = ladder;
    this.contacts = contacts;
  }

  static EscalationPolicy adopt(UUID id, UUID tenant, Ladder ladder, Contacts contacts, Instant now) {
    return new EscalationPolicy(id, tenant, ladder.coherent(), contacts.coherent(), now);
  }

  EscalationPolicyEvent adopted() {
    return new EscalationPolicyEvent.Adopted(revision, ladder.steps(), contacts.persons());
  }

  EscalationPolicyEvent replaceBy(Ladder next, Contacts people) {
    ladder = next.coherent();
    contacts = people.coherent();
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

  Contacts contacts() {
    return contacts;
  }
}
