package io.aims.risk.system;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of the projection of AI systems; inventory owns the truth, so it is no aggregate here and has no events. */
@Entity
class KnownSystem {
  @Id
  private UUID id;
  private UUID tenant;
  @JdbcTypeCode(SqlTypes.JSON)
  private SystemFacts facts;

  protected KnownSystem() {}

  KnownSystem(UUID id, UUID tenant, SystemFacts facts) {
    this.id = id;
    this.tenant = tenant;
    this.facts = facts;
  }

  void learn(SystemFacts news) {
    facts = news;
  }

  SystemFacts facts() {
    return facts;
  }
}
