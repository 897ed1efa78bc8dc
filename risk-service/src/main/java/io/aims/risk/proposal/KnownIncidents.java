package io.aims.risk.proposal;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's incidents as far as they have been opened since this is kept. */
@ApplicationScoped
class KnownIncidents implements PanacheRepositoryBase<KnownIncident, UUID> {

  /** The incident, or one of unknown kind that is not taken lightly: it was reviewed, and more was learned from it. */
  Uni<KnownIncident> ofReview(UUID tenant, UUID id) {
    return findById(id).map(known -> known == null ? new KnownIncident(id, tenant, "UNKNOWN", "MAJOR") : known);
  }
}
