package io.aims.incident.ownrule;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.deadline.Period;
import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.Trigger;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to an organisation's own rule, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface OwnClockRuleEvent extends DomainEvent {

  /** Title and source are the organisation's own words. */
  @EventType("aims.incident.clock-rule.adopted.v1")
  record Adopted(String ruleId, String family, Trigger trigger, int amount,
      Period.Unit unit, String counting, Addressee addressee, Set<ReportKind> reports, boolean mayPause,
      LocalDate validFrom, @Nullable LocalDate validTo, Map<String, String> texts) implements OwnClockRuleEvent {
    static Adopted of(ClockRule rule) {
      return new Adopted(rule.id(), rule.family(), rule.start().trigger(),
          rule.within().amount(), rule.within().unit(), rule.within().counting(), rule.to().addressee(),
          rule.report().kinds(), rule.mayPause(), rule.valid().from(), rule.valid().to(),
          Map.of("title", rule.title(), "source", rule.source()));
    }
  }

  @EventType("aims.incident.clock-rule.retired.v1")
  record Retired(String ruleId) implements OwnClockRuleEvent {}
}
