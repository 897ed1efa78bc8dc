package io.aims.incident.concern;

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

/**
 * Says what is owed to reporters and late, each thing once: when a concern speaks next stands in its row and moves with
 * its event. What can't be said is tried again later and silences no other one.
 */
@ApplicationScoped
class ConcernWorker {
  private static final Cause CAUSE = Cause.of("incident-service");
  private final OrganisationTurns turns;
  private final DueWork work;
  private final Concerns concerns;
  private final EventLog eventLog;
  private final Clock clock;
  private final int batch;

  ConcernWorker(OrganisationTurns turns, Transactions transactions, Concerns concerns, EventLog eventLog, Clock clock,
      ConcernConfig config, MeterRegistry metrics) {
    this.turns = turns;
    this.work = DueWork.each(new DueTable("concern", "id", "next_at"), this::say, transactions, metrics);
    this.concerns = concerns;
    this.eventLog = eventLog;
    this.clock = clock;
    this.batch = config.batch();
  }

  void start(@Observes StartupEvent starting, Lookout lookout, ConcernConfig config) {
    lookout.every(config.poll(), "concerns", this::look);
  }

  private void look() {
    ring(clock.instant());
  }

  /** Says everything that is late at {@code now}; blocks. */
  void ring(Instant now) {
    turns.take(work, batch, now);
  }

  private Uni<Void> say(UUID id, Instant now) {
    return concerns.findById(id)
        .chain(due -> due.ring(now)
            .map(event -> eventLog.record(due, event, CAUSE).replaceWithVoid())
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
