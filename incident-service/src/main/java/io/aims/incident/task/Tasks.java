package io.aims.incident.task;

import java.util.Collection;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.OpenTasks;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's tasks for incidents. */
@ApplicationScoped
class Tasks implements PanacheRepositoryBase<Task, UUID>, OpenTasks {

  Uni<Task> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, TaskResource.WHAT));
  }

  @Override
  public Uni<Long> of(Collection<UUID> incidentIds) {
    return count("incidentId in ?1 and state = ?2", incidentIds, TaskState.OPEN);
  }

  /** Which tasks to list; null filters nothing. */
  record Filter(@Nullable UUID incidentId, @Nullable UUID ownerId, @Nullable TaskState state) {}

  /** Newest first. */
  Uni<Page<TaskView>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, TaskView.class)
        .where("incidentId", filter.incidentId())
        .where("ownerId", filter.ownerId())
        .where("state", filter.state())
        .page(page, TaskView::id);
  }
}
