package io.aims.risk.soa;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's incidents that are open now and touch controls. */
@ApplicationScoped
class OpenIncidents implements PanacheRepositoryBase<OpenIncident, UUID> {

  Uni<Line.Touching> touching() {
    return list("from OpenIncident order by id").map(open -> control -> open.stream()
        .map(OpenIncident::incident)
        .filter(incident -> incident.controls().contains(control))
        .map(LiveStatus.Incident::downgrade)
        .toList());
  }
}
