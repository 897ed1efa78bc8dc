package io.aims.incident.monitoring;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The rounds of the organisation's plans. */
@ApplicationScoped
class MonitoringRounds implements PanacheRepositoryBase<MonitoringRound, UUID> {

  /** Nobody changes it until the transaction ends; before anything else is locked. */
  Uni<Void> lock(MonitoringRound round) {
    return Panache.getSession().chain(session -> session.lock(round, LockMode.PESSIMISTIC_WRITE));
  }

  Uni<MonitoringRound> get(UUID plan, UUID id) {
    return find("id = ?1 and planId = ?2", id, plan).firstResult()
        .map(found -> Refusal.orNotFound(found, RoundResource.WHAT));
  }

  /** Those of them that wait for their findings. */
  Uni<Set<UUID>> open(Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select id from MonitoringRound where id in :ids and state = :open", UUID.class)
            .setParameter("ids", ids)
            .setParameter("open", MonitoringRound.State.OPEN)
            .getResultList())
        .map(Set::copyOf);
  }

  /** Newest first. */
  Uni<Page<RoundView.Summary>> list(UUID plan, MonitoringRound.@Nullable State state, PageRequest page) {
    return NewestFirst.of(this, RoundView.Summary.class)
        .where("planId", plan)
        .where("state", state)
        .page(page, RoundView.Summary::id);
  }
}
