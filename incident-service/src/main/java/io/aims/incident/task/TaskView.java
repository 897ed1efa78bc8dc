package io.aims.incident.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A task as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskView(UUID id, UUID incidentId, String title, UUID ownerId, @Nullable LocalDate dueOn, TaskState state,
    int version, Instant changedAt) {

  static TaskView of(Task task) {
    return new TaskView(task.id(), task.incidentId(), task.title(), task.ownerId(), task.dueOn(), task.state(),
        task.version(), task.changedAt());
  }
}
