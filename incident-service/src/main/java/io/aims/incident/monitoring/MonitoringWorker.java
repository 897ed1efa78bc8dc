package io.aims.incident.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.turn.OrganisationTurns;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.time.Ids;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Opens rounds when their day has come and says once which are late: both days stand in rows and move with their events, so that
 * neither a restart nor a second replica says anything twice.
 */
@ApplicationScoped
class MonitoringWorker {
  private static final Cause CAUSE = new Cause("service:incident-service", null, null, null);
  private static final String PLANS = "select distinct tenant from monitoring_plan where next_at <= ?";
  private static final String ROUNDS = "select distinct tenant from monitoring_round where next_at <= ?";
  private final OrganisationTurns turns;
  private final MonitoringPlans plans;
  private final MonitoringRounds rounds;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;
  private final int batch;

  MonitoringWorker(OrganisationTurns turns, MonitoringPlans plans, MonitoringRounds rounds, EventLog eventLog, Ids ids,
      Clock clock, MonitoringConfig config) {
    this.turns = turns;
    this.plans = plans;
    this.rounds = rounds;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
    this.batch = config.batch();
  }

  @Scheduled(every = "${aims.monitoring.poll}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    work(clock.instant());
  }

  /** Does all that is due at {@code now}; blocks. */
  void work(Instant now) {
    turns.take(PLANS, now, batch, "Monitoring plans",
        tenant -> plans.take(tenant, now, batch).chain(due -> each(due, plan -> open(plan, now))));
    turns.take(ROUNDS, now, batch, "Monitoring rounds",
        tenant -> rounds.take(tenant, now, batch).chain(due -> each(due, round -> say(round, now))));
  }

  private static <T> Uni<Integer> each(List<T> due, Function<T, Uni<Void>> work) {
    var chain = Uni.createFrom().voidItem();
    for (var one : due) {
      chain = chain.chain(() -> work.apply(one));
    }
    return chain.replaceWith(due.size());
  }

  private Uni<Void> open(MonitoringPlan plan, Instant now) {
    UUID id = ids.next();
    return plan.open(id, now)
        .map(opening -> eventLog.record(plan, opening.event(), CAUSE)
            .chain(() -> eventLog.record(opening.round(), opening.round().opened(), CAUSE))
            .replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> say(MonitoringRound round, Instant now) {
    return round.ring(now)
        .map(event -> eventLog.record(round, event, CAUSE).replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
