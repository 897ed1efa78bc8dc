package io.aims.incident.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.incident.opening.OpeningRules;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** The rules by which people have the signals of one hook source listened to. */
@Entity
class SignalRules extends Aggregate {
  private UUID sourceId;
  private int holdDownSeconds;
  private int flapsAt;
  private int calmAt;
  private int flapWindowSeconds;
  @JdbcTypeCode(SqlTypes.JSON)
  private OpeningRules opening;

  protected SignalRules() {}

  private SignalRules(UUID id, UUID tenant, UUID sourceId, Rules rules, Instant now) {
    super(id, tenant, now);
    this.sourceId = sourceId;
    take(rules);
  }

  static SignalRules set(UUID id, UUID tenant, UUID sourceId, Rules rules, Instant now) {
    return new SignalRules(id, tenant, sourceId, coherent(rules), now);
  }

  SignalRulesEvent changeTo(Rules rules) {
    take(coherent(rules));
    return changed();
  }

  SignalRulesEvent changed() {
    return new SignalRulesEvent.Changed(sourceId, holdDownSeconds, flapsAt, calmAt, flapWindowSeconds, opening.rules(),
        opening.silencesCritical());
  }

  private static Rules coherent(Rules rules) {
    if (rules.calmAt() >= rules.flapsAt()) {
      throw new Refusal.Invalid("calmAt", "has to be less than flapsAt");
    }
    return rules;
  }

  private void take(Rules rules) {
    holdDownSeconds = Math.toIntExact(rules.holdDown().toSeconds());
    flapsAt = rules.flapsAt();
    calmAt = rules.calmAt();
    flapWindowSeconds = Math.toIntExact(rules.flapWindow().toSeconds());
    opening = rules.opening();
  }

  @Override
  protected String aggregateType() {
    return "signal-rules";
  }

  UUID sourceId() {
    return sourceId;
  }

  Rules rules() {
    return new Rules(Duration.ofSeconds(holdDownSeconds), flapsAt, calmAt, Duration.ofSeconds(flapWindowSeconds),
        opening);
  }
}
