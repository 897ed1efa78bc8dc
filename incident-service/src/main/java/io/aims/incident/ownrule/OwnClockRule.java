package io.aims.incident.ownrule;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.incident.duty.ClockRule;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** A rule of one organisation; it is not changed but retired, so that a clock can always name what it was started by. */
@Entity
class OwnClockRule extends Aggregate {
  private String reference;
  private String title;
  private String source;
  @JdbcTypeCode(SqlTypes.JSON)
  private ClockRule rule;
  @Enumerated(EnumType.STRING)
  private State state;

  /** Whether it starts clocks. */
  @Schema(name = "ClockRuleState")
  enum State {
    IN_FORCE, RETIRED
  }

  protected OwnClockRule() {}

  private OwnClockRule(UUID id, UUID tenant, ClockRule rule, Instant now) {
    super(id, tenant, now);
    this.reference = rule.id();
    this.title = rule.title();
    this.source = rule.source();
    this.rule = rule;
    this.state = State.IN_FORCE;
  }

  static OwnClockRule adopt(UUID id, UUID tenant, ClockRule rule, Instant now) {
    return new OwnClockRule(id, tenant, rule, now);
  }

  OwnClockRuleEvent adopted() {
    return OwnClockRuleEvent.Adopted.of(rule);
  }

  OwnClockRuleEvent retire() {
    return switch (state) {
      case IN_FORCE -> {
        state = State.RETIRED;
        yield new OwnClockRuleEvent.Retired(reference);
      }
      case RETIRED -> throw new Refusal.NotAllowedNow("retirement", state.name(), Set.of());
    };
  }

  @Override
  protected String aggregateType() {
    return "clock-rule";
  }

  ClockRule rule() {
    return rule;
  }

  State state() {
    return state;
  }
}
