package io.aims.incident.clocks;

import java.util.Collection;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.incident.ReportingDuties;
import io.smallrye.mutiny.Uni;

/** Tells of the duties to report whose clocks are open. */
@ApplicationScoped
class OpenClocks implements ReportingDuties {
  private final RegulatoryClocks clocks;
  private final SeriousnessDecisions decisions;
  private final ClockTower tower;

  OpenClocks(RegulatoryClocks clocks, SeriousnessDecisions decisions, ClockTower tower) {
    this.clocks = clocks;
    this.decisions = decisions;
    this.tower = tower;
  }

  @Override
  public Uni<Open> of(Collection<UUID> incidentIds) {
    return clocks.openOf(incidentIds)
        .map(open -> new Open(!open.isEmpty(), open.stream().anyMatch(clock -> clock.terms().evidenceHold())));
  }

  @Override
  public Uni<Boolean> restUnasked(Collection<UUID> incidentIds) {
    var chain = Uni.createFrom().item(false);
    for (var incident : incidentIds) {
      chain = chain.chain(found -> found ? Uni.createFrom().item(true) : restUnasked(incident));
    }
    return chain;
  }

  private Uni<Boolean> restUnasked(UUID incident) {
    return decisions.standing(incident)
        .chain(decision -> decision == null ? Uni.createFrom().item(false) : tower.restUnasked(decision));
  }
}
