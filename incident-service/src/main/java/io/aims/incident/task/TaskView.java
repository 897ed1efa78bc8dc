package io.aims.incident.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A task as the API shows it.
 *
 * @param overdue whether it is to be done still, and should have been by the end of {@code dueOn}, in UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskView(UUID id, UUID incidentId, String title, UUID ownerId, @Nullable LocalDate dueOn, TaskState state,
    boolean overdue, int version, Instant changedAt) {

  static TaskView of(Task task, Instant now) {
    return new Row(task.id(), task.incidentId(), task.title(), task.ownerId(), task.dueOn(), task.state(),
        task.version(), task.changedAt()).at(now);
  }

  /** A task as it is read for a list. */
  record Row(UUID id, UUID incidentId, String title, UUID ownerId, @Nullable LocalDate dueOn, TaskState state,
      int version, Instant changedAt) {
    TaskView at(Instant now) {
      return new TaskView(id, incidentId, title, ownerId, dueOn, state, Task.overdue(state, dueOn, now), version,
          changedAt);
    }
  }
}
