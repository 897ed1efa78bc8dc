package io.aims.incident.clocks;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.DueFirst;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's clocks. */
@ApplicationScoped
class RegulatoryClocks implements PanacheRepositoryBase<RegulatoryClock, UUID> {
  /** As {@link RegulatoryClock#overdue} has it. */
  private static final String OVERDUE = """
      state = RUNNING and dueAt <= :now or state = MET and submittedAt >= dueAt
      or (state = STOPPED or state = SUPERSEDED) and overdueSince is not null""";

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

  /** Those of them that run or are paused. */
  Uni<Set<UUID>> open(Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select id from RegulatoryClock where id in :ids and openKey is not null", UUID.class)
            .setParameter("ids", ids)
            .getResultList())
        .map(Set::copyOf);
  }

  /** The clocks of several incidents that run or are paused; locked, so that none is met or started meanwhile. */
  Uni<List<RegulatoryClock>> openOf(Collection<UUID> incidents) {
    return find("incidentId in ?1 and openKey is not null order by id", incidents)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Which clocks of all incidents to list; null filters nothing. */
  record Filter(@Nullable ClockState state, @Nullable Instant dueBefore, @Nullable UUID systemId,
      @Nullable Boolean overdue) {}

  /** Of all incidents, first due first; {@code now} is when they are or are not overdue. */
  Uni<Page<ClockView.Summary>> due(Filter filter, Instant now, PageRequest page) {
    var overdue = filter.overdue();
    return DueFirst.of(this, ClockView.Summary.class)
        .where("state", filter.state())
        .before(filter.dueBefore())
        .that("incidentId in (select i.id from Incident i where i.systemId = :system)", "system", filter.systemId())
        .that(Boolean.FALSE.equals(overdue) ? "not (" + OVERDUE + ")" : OVERDUE, "now", overdue == null ? null : now)
        .page(page, ClockView.Summary::dueAt, ClockView.Summary::id);
  }

  /** Newest first. */
  Uni<Page<ClockView.Summary>> list(UUID incident, @Nullable ClockState state, PageRequest page) {
    return NewestFirst.of(this, ClockView.Summary.class)
        .where("incidentId", incident)
        .where("state", state)
        .page(page, ClockView.Summary::id);
  }
}
