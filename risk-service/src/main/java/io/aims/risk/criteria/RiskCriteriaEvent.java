package io.aims.risk.criteria;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to the risk criteria of an organisation. */
sealed interface RiskCriteriaEvent extends DomainEvent {

  /** The whole of the criteria is in force from now on; scores name this revision. */
  @EventType("aims.risk.risk-criteria.adopted.v1")
  record Adopted(int revision, @JsonUnwrapped Criteria criteria) implements RiskCriteriaEvent {
    static Adopted of(RiskCriteria adopted) {
      return new Adopted(adopted.revision(), adopted.content());
    }
  }
}
