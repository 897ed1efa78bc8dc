package io.aims.risk.criteria;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.risk.organisation.OrganisationLock;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The risk criteria of the organisation: none before the first are adopted, then always one. */
@ApplicationScoped
class AdoptedCriteria implements PanacheRepositoryBase<RiskCriteria, UUID> {
  private final OrganisationLock lock;

  AdoptedCriteria(OrganisationLock lock) {
    this.lock = lock;
  }

  Uni<@Nullable RiskCriteria> current() {
    return find("from RiskCriteria").firstResult();
  }

  /** The same; when there are none, nobody else adopts any before this transaction ends. */
  Uni<@Nullable RiskCriteria> currentOrMine(UUID tenant) {
    return current().chain(found -> found != null
        ? Uni.createFrom().item(found)
        : lock.take(tenant, "risk-criteria").chain(this::current));
  }
}
