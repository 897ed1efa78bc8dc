package io.aims.incident.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.due.DueWork;
import io.aims.incident.turn.OrganisationTurns;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Opens rounds when their day has come and says once which are late: both days stand in rows and move with their
 * events, so that neither a restart nor a second replica says anything twice. What goes wrong is tried again later and
 * holds up no other one.
 */
@ApplicationScoped
class MonitoringWorker {
  private static final Cause CAUSE = new Cause("service:incident-service", null, null, null);
  private static final String PLANS = "select distinct tenant from monitoring_plan where next_at <= ?";
  private static final String ROUNDS = "select distinct tenant from monitoring_round where next_at <= ?";
  private final OrganisationTurns turns;
  private final DueWork openings;
  private final DueWork lateness;
  private final MonitoringPlans plans;
  private final MonitoringRounds rounds;
  private final RoundOpening opening;
  private final EventLog eventLog;
  private final Clock clock;
  private final int batch;

  MonitoringWorker(OrganisationTurns turns, Transactions transactions, MonitoringPlans plans, MonitoringRounds rounds,
      RoundOpening opening, EventLog eventLog, Clock clock, MonitoringConfig config, MeterRegistry metrics) {
    this.turns = turns;
    this.openings = new DueWork(new DueTable("monitoring_plan", "id", "next_at"), this::takePlans, transactions,
        metrics);
    this.lateness = new DueWork(new DueTable("monitoring_round", "id", "next_at"), this::takeRounds, transactions,
        metrics);
    this.plans = plans;
    this.rounds = rounds;
    this.opening = opening;
    this.eventLog = eventLog;
    this.clock = clock;
    this.batch = config.batch();
  }

  @Scheduled(every = "${aims.monitoring.poll}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    work(clock.instant());
  }

  /** Does all that is due at {@code now}; blocks. */
  void work(Instant now) {
    turns.take(PLANS, now, batch, "Monitoring plans", openings);
    turns.take(ROUNDS, now, batch, "Monitoring rounds", lateness);
  }

  private Uni<Integer> takePlans(UUID tenant, int limit, Instant now) {
    return plans.take(tenant, now, limit).chain(due -> each(due, id -> open(id, now)));
  }

  private Uni<Integer> takeRounds(UUID tenant, int limit, Instant now) {
    return rounds.take(tenant, now, limit).chain(due -> each(due, id -> say(id, now)));
  }

  private static Uni<Integer> each(List<UUID> due, Function<UUID, Uni<Void>> work) {
    var chain = Uni.createFrom().voidItem();
    for (var one : due) {
      chain = chain.chain(() -> DueFault.of(List.of(one), () -> work.apply(one)));
    }
    return chain.replaceWith(due.size());
  }

  private Uni<Void> open(UUID id, Instant now) {
    return plans.findById(id).chain(plan -> opening.open(plan, now, CAUSE));
  }

  private Uni<Void> say(UUID id, Instant now) {
    return rounds.findById(id)
        .chain(round -> round.ring(now)
            .map(event -> eventLog.record(round, event, CAUSE).replaceWithVoid())
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
