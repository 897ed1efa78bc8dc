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

  OpenClocks(RegulatoryClocks clocks) {
    this.clocks = clocks;
  }

  @Override
  public Uni<Open> of(Collection<UUID> incidentIds) {
    return clocks.openOf(incidentIds)
        .map(open -> new Open(!open.isEmpty(), open.stream().anyMatch(clock -> clock.terms().evidenceHold())));
  }
}
