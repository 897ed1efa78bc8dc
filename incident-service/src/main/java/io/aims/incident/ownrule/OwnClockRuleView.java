package io.aims.incident.ownrule;

import java.time.Instant;
import java.util.UUID;

import io.aims.incident.duty.ClockRule;

/** An organisation's own rule as the API shows it. */
record OwnClockRuleView(UUID id, int version, OwnClockRule.State state, ClockRule rule, Instant adoptedAt,
    Instant changedAt) {

  static OwnClockRuleView of(OwnClockRule r) {
    return new OwnClockRuleView(r.id(), r.version(), r.state(), r.rule(), r.createdAt(), r.changedAt());
  }

  /** A rule in a list. */
  record Summary(UUID id, String reference, String title, String source, OwnClockRule.State state, int version,
      Instant changedAt) {}
}
