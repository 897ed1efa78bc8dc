package io.aims.incident.clocks;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's clocks. */
@ApplicationScoped
class RegulatoryClocks implements PanacheRepositoryBase<RegulatoryClock, UUID> {

  /** A clock of this incident. */
  Uni<RegulatoryClock> get(UUID incident, UUID id) {
    return find("id = ?1 and incidentId = ?2", id, incident).firstResult()
        .map(found -> Refusal.orNotFound(found, ClockResource.WHAT));
  }

  /** What a decision has to reckon with: clocks that are open, met or stopped by a person, locked, so that none speaks meanwhile. */
  Uni<List<RegulatoryClock>> reckoned(UUID incident) {
    return find("incidentId = ?1 and (state in ?2 or waived) order by id", incident,
        EnumSet.of(ClockState.RUNNING, ClockState.PAUSED, ClockState.MET))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** The clocks that run or are paused, first due first. */
  Uni<List<RegulatoryClock>> open(UUID incident) {
    return list("incidentId = ?1 and openKey is not null order by dueAt, id", incident);
  }

  /** The clocks of several incidents that run or are paused; locked, so that none is met or started meanwhile. */
  Uni<List<RegulatoryClock>> openOf(Collection<UUID> incidents) {
    return find("incidentId in ?1 and openKey is not null order by id", incidents)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Newest first. */
  Uni<Page<ClockView.Summary>> list(UUID incident, @Nullable ClockState state, PageRequest page) {
    return NewestFirst.of(this, ClockView.Summary.class)
        .where("incidentId", incident)
        .where("state", state)
        .page(page, ClockView.Summary::id);
  }
}
