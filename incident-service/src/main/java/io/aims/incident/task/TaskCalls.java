package io.aims.incident.task;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.notification.Call;
import io.aims.incident.notification.Calls;
import io.aims.incident.notification.Circles;
import io.aims.incident.notification.Message;
import io.aims.incident.notification.Occasion;
import io.aims.incident.notification.Subject;
import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Tells people what they are to do; who takes a task on knows it already. */
@ApplicationScoped
class TaskCalls {
  private final Calls calls;

  TaskCalls(Calls calls) {
    this.calls = calls;
  }

  /** In the caller's transaction. */
  Uni<Void> follow(Task task, TaskEvent event, Cause cause) {
    return event instanceof TaskEvent.Assigned assigned && !assigned.ownerId().toString().equals(cause.actor())
        ? calls.make(new Call(task.tenant(), Occasion.TASK_ASSIGNED, Subject.incident(task.incidentId()), message(task),
            Circles.of(List.of(assigned.ownerId()))), cause)
        : Uni.createFrom().voidItem();
  }

  static Message message(Task task) {
    return new Message("A task of an incident is yours",
        task.dueOn() == null ? "It is due on no particular day." : "It is due on %s.".formatted(task.dueOn()),
        "/v1/incident-tasks/" + task.id());
  }
}
