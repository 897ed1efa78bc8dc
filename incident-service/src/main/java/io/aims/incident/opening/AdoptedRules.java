package io.aims.incident.opening;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.platform.event.Aggregate;

/** The rules of opening that an organisation has adopted, revision by revision; the latest one is in force. */
@Entity
@Table(name = "opening_rules")
class AdoptedRules extends Aggregate {
  private int revision;
  @JdbcTypeCode(SqlTypes.JSON)
  private OpeningRules opening;

  protected AdoptedRules() {}

  private AdoptedRules(UUID id, UUID tenant, OpeningRules opening, Instant now) {
    super(id, tenant, now);
    this.revision = 1;
    this.opening = opening;
  }

  static AdoptedRules adopt(UUID id, UUID tenant, OpeningRules opening, Instant now) {
    return new AdoptedRules(id, tenant, opening, now);
  }

  OpeningRulesEvent adopted() {
    return new OpeningRulesEvent.Adopted(revision, opening.rules(), opening.silencesCritical());
  }

  OpeningRulesEvent replaceBy(OpeningRules next) {
    opening = next;
    revision++;
    return adopted();
  }

  @Override
  protected String aggregateType() {
    return "opening-rules";
  }

  int revision() {
    return revision;
  }

  OpeningRules opening() {
    return opening;
  }
}
