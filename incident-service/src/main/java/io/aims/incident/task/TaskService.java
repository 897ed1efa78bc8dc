package io.aims.incident.task;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentRegister;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with tasks; each change is part of the incident's case. */
@ApplicationScoped
class TaskService {
  private final Transactions transactions;
  private final IncidentRegister incidents;
  private final Tasks tasks;
  private final EventLog eventLog;
  private final TaskCalls calls;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  TaskService(Transactions transactions, IncidentRegister incidents, Tasks tasks, EventLog eventLog, TaskCalls calls,
      History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.tasks = tasks;
    this.eventLog = eventLog;
    this.calls = calls;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<TaskView> assign(Caller person, UUID incidentId, String title, UUID ownerId, @Nullable LocalDate dueOn,
      @Nullable String reason) {
    return transactions.in(person.tenant(), () -> incidents.keep(incidentId).chain(incident -> {
      var task = Task.assign(ids.next(), person.tenant(), incident, title, ownerId, dueOn, clock.instant());
      return record(task, task.assigned(), Cause.of(person, reason));
    })).map(this::view);
  }

  Uni<TaskView> decide(Caller person, UUID id, @Nullable IfMatch condition, String reason,
      BiFunction<Task, Instant, TaskEvent> decision) {
    return transactions.in(person.tenant(), () -> tasks.get(id)
        .map(task -> IfMatch.check(condition, task))
        .chain(task -> record(task, decision.apply(task, clock.instant()), Cause.of(person, reason))))
        .map(this::view);
  }

  private Uni<Task> record(Task task, TaskEvent event, Cause cause) {
    var inCase = cause.inCase(task.caseId());
    return eventLog.record(task, event, inCase).call(() -> calls.follow(task, event, inCase));
  }

  private TaskView view(Task task) {
    return TaskView.of(task, clock.instant());
  }

  Uni<TaskView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> tasks.get(id)).map(this::view);
  }

  Uni<Page<TaskView>> list(Caller caller, Tasks.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> tasks.list(filter, clock.instant(), page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, TaskResource.WHAT, page));
  }
}
