package io.aims.incident.clocks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;

import org.jspecify.annotations.Nullable;

import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.duty.Facts;
import io.aims.platform.refusal.Refusal;

/** Which facts a person can have found: of the past, and in jurisdictions whose calendar we know. */
final class FactsPolicy {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private final AuthorityCalendars calendars;

  FactsPolicy(AuthorityCalendars calendars) {
    this.calendars = calendars;
  }

  /** The facts as they can be kept, to the microsecond; refuses what can't be known or is not there. */
  Facts check(Facts facts, Instant now) {
    var broken = new ArrayList<Refusal.Violation>();
    time("awareAt", facts.awareAt(), now, broken);
    time("causalLinkAt", facts.causalLinkAt(), now, broken);
    time("resolvedAt", facts.resolvedAt(), now, broken);
    if (new HashSet<>(facts.jurisdictions()).size() < facts.jurisdictions().size()) {
      broken.add(new Refusal.Violation("jurisdictions", "must name each one once"));
    }
    for (var jurisdiction : facts.jurisdictions()) {
      if (calendars.of(jurisdiction).isEmpty() || jurisdiction.equals(AuthorityCalendars.UNION)) {
        broken.add(new Refusal.Violation("jurisdictions", "must be Member States of the Union"));
      }
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return new Facts(facts.capacities(), facts.harms(), facts.reach(), facts.traits(), facts.sectors(),
        facts.systemClasses(), facts.jurisdictions(), facts.awareAt().truncatedTo(ChronoUnit.MICROS),
        micros(facts.causalLinkAt()), micros(facts.resolvedAt()));
  }

  private static void time(String field, @Nullable Instant time, Instant now, ArrayList<Refusal.Violation> broken) {
    if (time != null && (time.isAfter(now) || time.isBefore(EARLIEST))) {
      broken.add(new Refusal.Violation(field, "must not be later than now or before the year 2000"));
    }
  }

  private static @Nullable Instant micros(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }
}
