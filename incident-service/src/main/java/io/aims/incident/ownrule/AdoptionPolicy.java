package io.aims.incident.ownrule;

import java.util.ArrayList;
import java.util.Set;

import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ClockRules;
import io.aims.incident.duty.Trigger;
import io.aims.platform.refusal.Refusal;

/** What an organisation's own rule has to make sense as, beyond the form of its parts. */
final class AdoptionPolicy {
  private final ClockRules published;
  private final Set<String> forms;

  AdoptionPolicy(ClockRules published, Set<String> forms) {
    this.published = published;
    this.forms = forms;
  }

  /** Refuses a rule that could never be counted, started or reported. */
  ClockRule check(ClockRule rule) {
    var broken = new ArrayList<Refusal.Violation>();
    if (!published.countings().contains(rule.within().counting())) {
      broken.add(new Refusal.Violation("counting", "must be one of " + String.join(", ", published.countings())));
    } else if (!countable(rule)) {
      broken.add(new Refusal.Violation("unit", "can't be counted in this way"));
    }
    if (!forms.contains(rule.report().form())) {
      broken.add(new Refusal.Violation("form", "must be one of " + String.join(", ", forms)));
    }
    if ((rule.start().trigger() == Trigger.SUBMISSION) == rule.start().after().isEmpty()) {
      broken.add(new Refusal.Violation("after", "is for the trigger SUBMISSION, and needed there"));
    }
    if (rule.start().asksForTheRest() && rule.start().trigger() != Trigger.SUBMISSION) {
      broken.add(new Refusal.Violation("completes", "is for the trigger SUBMISSION"));
    }
    if (rule.limit() == ClockRule.Limit.DEFAULT) {
      broken.add(new Refusal.Violation("limit", "must be SOURCE or TARGET: who names a period has one"));
    }
    var to = rule.valid().to();
    if (to != null && to.isBefore(rule.valid().from())) {
      broken.add(new Refusal.Violation("validTo", "must not be before validFrom"));
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return rule;
  }

  private boolean countable(ClockRule rule) {
    try {
      published.period(rule);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
