package io.aims.risk.proposal;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's incidents as far as they have been opened since this is kept. */
@ApplicationScoped
class KnownIncidents implements PanacheRepositoryBase<KnownIncident, UUID> {

  /** The incident, which nobody else opens or dismisses until the transaction ends; null when it is not known. */
  Uni<@Nullable KnownIncident> locked(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The incident, or one of unknown kind that is not taken lightly: it was reviewed, and more was learned from it. */
  Uni<KnownIncident> ofReview(UUID tenant, UUID id) {
    return locked(id).map(known -> known == null ? unknown(tenant, id) : known);
  }

  static KnownIncident unknown(UUID tenant, UUID id) {
    return new KnownIncident(id, tenant, "UNKNOWN", "MAJOR");
  }
}
