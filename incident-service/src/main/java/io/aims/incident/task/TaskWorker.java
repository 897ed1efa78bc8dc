package io.aims.incident.task;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.aims.incident.due.DueTable;
import io.aims.incident.due.DueWork;
import io.aims.incident.turn.Lookout;
import io.aims.incident.turn.OrganisationTurns;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Says once what should have been done; what can't be said is tried again later and silences no other one. */
@ApplicationScoped
class TaskWorker {
  private static final Cause CAUSE = Cause.of("incident-service");
  private final OrganisationTurns turns;
  private final DueWork work;
  private final Tasks tasks;
  private final EventLog eventLog;
  private final TaskCalls calls;
  private final Clock clock;
  private final int batch;

  TaskWorker(OrganisationTurns turns, Transactions transactions, Tasks tasks, EventLog eventLog, TaskCalls calls,
      Clock clock, TaskConfig config, MeterRegistry metrics) {
    this.turns = turns;
    this.work = DueWork.each(new DueTable("task", "id", "next_at"), this::say, transactions, metrics);
    this.tasks = tasks;
    this.eventLog = eventLog;
    this.calls = calls;
    this.clock = clock;
    this.batch = config.batch();
  }

  void start(@Observes StartupEvent starting, Lookout lookout, TaskConfig config) {
    lookout.every(config.poll(), "tasks", this::look);
  }

  private void look() {
    ring(clock.instant());
  }

  /** Says everything that is late at {@code now}; blocks. */
  void ring(Instant now) {
    turns.take(work, batch, now);
  }

  private Uni<Void> say(UUID id, Instant now) {
    return tasks.findById(id)
        .chain(due -> due.ring(now)
            .map(event -> eventLog.record(due, event, CAUSE.inCase(due.caseId()))
                .chain(() -> calls.follow(due, event, CAUSE.inCase(due.caseId()))))
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
