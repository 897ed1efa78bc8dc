package io.aims.risk.criteria;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.platform.event.Aggregate;

/** The risk criteria that an organisation has adopted, revision by revision; the latest one is in force. */
@Entity
class RiskCriteria extends Aggregate {
  private int revision;
  @JdbcTypeCode(SqlTypes.JSON)
  private Criteria content;

  protected RiskCriteria() {}

  private RiskCriteria(UUID id, UUID tenant, Criteria content, Instant now) {
    super(id, tenant, now);
    this.revision = 1;
    this.content = content;
  }

  static RiskCriteria adopt(UUID id, UUID tenant, Criteria content, Instant now) {
    return new RiskCriteria(id, tenant, content.coherent(), now);
  }

  RiskCriteriaEvent adopted() {
    return RiskCriteriaEvent.Adopted.of(this);
  }

  RiskCriteriaEvent replaceBy(Criteria next) {
    content = next.coherent();
    revision++;
    return adopted();
  }

  @Override
  protected String aggregateType() {
    return "risk-criteria";
  }

  int revision() {
    return revision;
  }

  Criteria content() {
    return content;
  }

  CriteriaInForce inForce() {
    return new CriteriaInForce(revision, content);
  }
}
