package io.aims.incident.task;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.OpenTasks;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's tasks for incidents. */
@ApplicationScoped
class Tasks implements PanacheRepositoryBase<Task, UUID>, OpenTasks {

  /** As {@link Task#overdue} has it. */
  private static final String OVERDUE = "state = OPEN and dueOn is not null and dueOn < :today";

  Uni<Task> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, TaskResource.WHAT));
  }

  @Override
  public Uni<Long> of(Collection<UUID> incidentIds) {
    return count("incidentId in ?1 and state = ?2", incidentIds, TaskState.OPEN);
  }

  /** Those of them that are still to be done. */
  Uni<Set<UUID>> open(Collection<UUID> ids) {
    return ofThese("", ids);
  }

  /** Those of them that should have been done, and of which that has been said. */
  Uni<Set<UUID>> missed(Collection<UUID> ids) {
    return ofThese(" and dueOn is not null and nextAt is null", ids);
  }

  /** Those of them that {@code owner} has, to be done or not. */
  Uni<Set<UUID>> ownedBy(UUID owner, Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session.createQuery("select id from Task where id in :ids and ownerId = :owner", UUID.class)
            .setParameter("ids", ids)
            .setParameter("owner", owner)
            .getResultList())
        .map(Set::copyOf);
  }

  private static Uni<Set<UUID>> ofThese(String condition, Collection<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select id from Task where id in :ids and state = :open" + condition, UUID.class)
            .setParameter("ids", ids)
            .setParameter("open", TaskState.OPEN)
            .getResultList())
        .map(Set::copyOf);
  }

  /** Which tasks to list; null filters nothing. */
  record Filter(@Nullable UUID incidentId, @Nullable UUID ownerId, @Nullable TaskState state,
      @Nullable Boolean overdue) {}

  /** Newest first. */
  Uni<Page<TaskView>> list(Filter filter, Instant now, PageRequest page) {
    return NewestFirst.of(this, TaskView.Row.class)
        .where("incidentId", filter.incidentId())
        .where("ownerId", filter.ownerId())
        .where("state", filter.state())
        .when(OVERDUE, filter.overdue(), Map.of("today", Task.today(now)))
        .page(page, TaskView.Row::id)
        .map(found -> found.map(row -> row.at(now)));
  }
}
