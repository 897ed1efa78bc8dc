package io.aims.incident.task;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.escalation.Addressees;
import io.aims.incident.notification.Call;
import io.aims.incident.notification.Calls;
import io.aims.incident.notification.Circles;
import io.aims.incident.notification.Matters;
import io.aims.incident.notification.Message;
import io.aims.incident.notification.Occasion;
import io.aims.incident.notification.Subject;
import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Tells people what they are to do and what they should have done; who takes a task on knows it already. */
@ApplicationScoped
class TaskCalls implements Matters {
  private final Tasks tasks;
  private final Addressees addressees;
  private final Calls calls;

  TaskCalls(Tasks tasks, Addressees addressees, Calls calls) {
    this.tasks = tasks;
    this.addressees = addressees;
    this.calls = calls;
  }

  @Override
  public Set<Occasion> occasions() {
    return EnumSet.of(Occasion.TASK_ASSIGNED, Occasion.TASK_OVERDUE);
  }

  /** Until it is done, or due on a later day. */
  @Override
  public Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids) {
    return occasion == Occasion.TASK_OVERDUE ? tasks.missed(ids) : tasks.open(ids);
  }

  /** Until somebody else has it as well. */
  @Override
  public Uni<Set<UUID>> standing(Occasion occasion, Collection<UUID> ids, UUID person) {
    return tasks.ownedBy(person, ids)
        .chain(theirs -> theirs.isEmpty() ? Uni.createFrom().item(theirs) : standing(occasion, theirs));
  }

  /** In the caller's transaction. Of what is overdue the governance officers are told where its owner can't be reached. */
  Uni<Void> follow(Task task, TaskEvent event, Cause cause) {
    return switch (event) {
      case TaskEvent.Assigned assigned -> assigned.ownerId().toString().equals(cause.actor())
          ? Uni.createFrom().voidItem()
          : tell(task, Occasion.TASK_ASSIGNED, "is yours", Circles.of(List.of(assigned.ownerId())), cause);
      case TaskEvent.Overdue overdue -> addressees.before(List.of(overdue.ownerId()))
          .chain(circles -> tell(task, Occasion.TASK_OVERDUE, "is overdue", circles, cause));
      case TaskEvent.Completed completed -> Uni.createFrom().voidItem();
      case TaskEvent.Dropped dropped -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> tell(Task task, Occasion occasion, String what, Circles circles, Cause cause) {
    return calls.make(new Call(task.tenant(), occasion, Subject.of(task.incidentId(), task.id()), message(task, what),
        circles), cause);
  }

  static Message message(Task task, String what) {
    return new Message("A task of an incident " + what,
        task.dueOn() == null ? "It is due on no particular day." : "It is due on %s.".formatted(task.dueOn()),
        "/v1/incident-tasks/" + task.id());
  }
}
