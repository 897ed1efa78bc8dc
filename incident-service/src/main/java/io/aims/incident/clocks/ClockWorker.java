package io.aims.incident.clocks;

import java.time.Clock;
import java.time.Duration;
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
 * Lets clocks speak when their time has come. A clock that can't speak is tried again later and silences no other one.
 * When it speaks next stands in its row and moves with its event, so a restart says nothing twice; workers of several
 * replicas pass over what another one has locked.
 */
@ApplicationScoped
class ClockWorker {
  private static final Cause CAUSE = Cause.of("incident-service");
  private final OrganisationTurns turns;
  private final DueWork work;
  private final RegulatoryClocks clocks;
  private final EventLog eventLog;
  private final ClockCalls calls;
  private final Clock clock;
  private final int batch;
  private volatile Duration behind = Duration.ZERO;

  ClockWorker(OrganisationTurns turns, Transactions transactions, RegulatoryClocks clocks, EventLog eventLog,
      ClockCalls calls, Clock clock, ClockConfig config, MeterRegistry metrics) {
    this.turns = turns;
    this.work = DueWork.each(new DueTable("regulatory_clock", "id", "next_at"), this::say, transactions, metrics);
    this.clocks = clocks;
    this.eventLog = eventLog;
    this.calls = calls;
    this.clock = clock;
    this.batch = config.batch();
    metrics.gauge("aims.clocks.behind.seconds", this, it -> it.behind.toMillis() / 1000.0);
  }

  void start(@Observes StartupEvent starting, Lookout lookout, ClockConfig config) {
    lookout.every(config.poll(), "clocks", this::look);
  }

  private void look() {
    ring(clock.instant());
  }

  /** Lets everything speak that has something to say at {@code now}; blocks. */
  void ring(Instant now) {
    turns.take(work, batch, now).ifPresent(late -> behind = late);
  }

  private Uni<Void> say(UUID id, Instant now) {
    return clocks.findById(id)
        .chain(due -> due.ring(now)
            .map(event -> eventLog.record(due, event, CAUSE.inCase(due.caseId()))
                .chain(() -> calls.follow(due, event, CAUSE.inCase(due.caseId()))))
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
