package io.aims.incident.task;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a task of an incident. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface TaskEvent extends DomainEvent {

  @EventType("aims.incident.task.assigned.v1")
  record Assigned(UUID incidentId, UUID ownerId, @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate dueOn,
      Map<String, String> texts) implements TaskEvent {}

  /** It should have been done by the end of that day, in UTC; said once. */
  @EventType("aims.incident.task.overdue.v1")
  record Overdue(UUID incidentId, UUID ownerId,
      @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate dueOn) implements TaskEvent {}

  @EventType("aims.incident.task.completed.v1")
  record Completed(UUID incidentId) implements TaskEvent {}

  @EventType("aims.incident.task.dropped.v1")
  record Dropped(UUID incidentId) implements TaskEvent {}
}
