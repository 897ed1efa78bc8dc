package io.aims.risk.soa;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.organisation.OrganisationLock;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The statement of the organisation: none, or one. */
@ApplicationScoped
class StatementsOfApplicability implements PanacheRepositoryBase<StatementOfApplicability, UUID> {
  static final String WHAT = "statement of applicability";
  private final OrganisationLock lock;

  StatementsOfApplicability(OrganisationLock lock) {
    this.lock = lock;
  }

  Uni<@Nullable StatementOfApplicability> find() {
    return find("from StatementOfApplicability").firstResult();
  }

  Uni<StatementOfApplicability> get() {
    return find().map(found -> Refusal.orNotFound(found, WHAT));
  }

  /** The same, for a change: people and incidents take turns, also while there is no statement yet. */
  Uni<@Nullable StatementOfApplicability> findLocked(UUID tenant) {
    return lock.take(tenant, WHAT).chain(() -> find());
  }

  Uni<StatementOfApplicability> getLocked(UUID tenant) {
    return findLocked(tenant).map(found -> Refusal.orNotFound(found, WHAT));
  }
}
