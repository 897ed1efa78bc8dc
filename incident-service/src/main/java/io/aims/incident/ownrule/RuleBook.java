package io.aims.incident.ownrule;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ClockRules;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;

/** All rules that hold for an organisation: the published ones, read at the start, and its own. */
@Startup
@ApplicationScoped
public class RuleBook {
  private final ClockRules published = ClockRules.load();
  private final OwnClockRules own;

  RuleBook(OwnClockRules own) {
    this.own = own;
  }

  public ClockRules published() {
    return published;
  }

  /** The organisation's own rules in force; in the caller's transaction. */
  public Uni<List<ClockRule>> own() {
    return own.inForce().map(found -> found.stream().map(OwnClockRule::rule).toList());
  }
}
