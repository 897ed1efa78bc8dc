package io.aims.incident.clocks;

import java.util.Collection;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.incident.EvidenceDuties;
import io.smallrye.mutiny.Uni;

/** Evidence may not go while a clock is open whose rule forbids altering the system before its authority is informed. */
@ApplicationScoped
class EvidenceClocks implements EvidenceDuties {
  private final RegulatoryClocks clocks;

  EvidenceClocks(RegulatoryClocks clocks) {
    this.clocks = clocks;
  }

  @Override
  public Uni<Boolean> open(Collection<UUID> incidentIds) {
    return clocks.openOf(incidentIds).map(open -> open.stream().anyMatch(clock -> clock.terms().evidenceHold()));
  }
}
