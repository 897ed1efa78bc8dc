package io.aims.incident.monitoring;

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
 * Opens rounds when their day has come and says once which are late: both days stand in rows and move with their
 * events, so that neither a restart nor a second replica says anything twice. What goes wrong is tried again later and
 * holds up no other one.
 */
@ApplicationScoped
class MonitoringWorker {
  private static final Cause CAUSE = Cause.of("incident-service");
  private final OrganisationTurns turns;
  private final DueWork openings;
  private final DueWork lateness;
  private final MonitoringPlans plans;
  private final MonitoringRounds rounds;
  private final RoundOpening opening;
  private final EventLog eventLog;
  private final RoundCalls calls;
  private final Clock clock;
  private final int batch;

  MonitoringWorker(OrganisationTurns turns, Transactions transactions, MonitoringPlans plans, MonitoringRounds rounds,
      RoundOpening opening, EventLog eventLog, RoundCalls calls, Clock clock, MonitoringConfig config,
      MeterRegistry metrics) {
    this.turns = turns;
    this.openings = DueWork.each(new DueTable("monitoring_plan", "id", "next_at"), this::open, transactions, metrics);
    this.lateness = DueWork.each(new DueTable("monitoring_round", "id", "next_at"), this::say, transactions, metrics);
    this.plans = plans;
    this.rounds = rounds;
    this.opening = opening;
    this.eventLog = eventLog;
    this.calls = calls;
    this.clock = clock;
    this.batch = config.batch();
  }

  void start(@Observes StartupEvent starting, Lookout lookout, MonitoringConfig config) {
    lookout.every(config.poll(), "monitoring", this::look);
  }

  private void look() {
    work(clock.instant());
  }

  /** Does all that is due at {@code now}; blocks. */
  void work(Instant now) {
    turns.take(openings, batch, now);
    turns.take(lateness, batch, now);
  }

  private Uni<Void> open(UUID id, Instant now) {
    return plans.findById(id).chain(plan -> opening.open(plan, now, CAUSE));
  }

  private Uni<Void> say(UUID id, Instant now) {
    return rounds.findById(id)
        .chain(round -> round.ring(now)
            .map(event -> eventLog.record(round, event, CAUSE).chain(() -> calls.missed(round, CAUSE)))
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
