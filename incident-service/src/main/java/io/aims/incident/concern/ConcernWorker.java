package io.aims.incident.concern;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.turn.OrganisationTurns;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Says what is owed to reporters and late, each thing once: when a concern speaks next stands in its row and moves with its
 * event.
 */
@ApplicationScoped
class ConcernWorker {
  private static final Cause CAUSE = new Cause("service:incident-service", null, null, null);
  private static final String DUE = "select distinct tenant from concern where next_at <= ?";
  private final OrganisationTurns turns;
  private final Concerns concerns;
  private final EventLog eventLog;
  private final Clock clock;
  private final int batch;

  ConcernWorker(OrganisationTurns turns, Concerns concerns, EventLog eventLog, Clock clock, ConcernConfig config) {
    this.turns = turns;
    this.concerns = concerns;
    this.eventLog = eventLog;
    this.clock = clock;
    this.batch = config.batch();
  }

  @Scheduled(every = "${aims.concerns.poll}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    ring(clock.instant());
  }

  /** Says everything that is late at {@code now}; blocks. */
  void ring(Instant now) {
    turns.take(DUE, now, batch, "Concerns", tenant -> batch(tenant, now));
  }

  private Uni<Integer> batch(UUID tenant, Instant now) {
    return concerns.take(tenant, now, batch).chain(taken -> {
      var chain = Uni.createFrom().voidItem();
      for (var due : taken) {
        chain = chain.chain(() -> say(due, now));
      }
      return chain.replaceWith(taken.size());
    });
  }

  private Uni<Void> say(Concern due, Instant now) {
    return due.ring(now)
        .map(event -> eventLog.record(due, event, CAUSE).replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
