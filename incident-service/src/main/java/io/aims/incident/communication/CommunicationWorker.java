package io.aims.incident.communication;

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

/** Says once who should have been told. */
@ApplicationScoped
class CommunicationWorker {
  private static final String DUE = "select distinct tenant from communication where next_at <= ?";
  private final OrganisationTurns turns;
  private final Communications communications;
  private final EventLog eventLog;
  private final Clock clock;
  private final int batch;

  CommunicationWorker(OrganisationTurns turns, Communications communications, EventLog eventLog, Clock clock,
      CommunicationConfig config) {
    this.turns = turns;
    this.communications = communications;
    this.eventLog = eventLog;
    this.clock = clock;
    this.batch = config.batch();
  }

  @Scheduled(every = "${aims.communications.poll}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    ring(clock.instant());
  }

  /** Says everything that is late at {@code now}; blocks. */
  void ring(Instant now) {
    turns.take(DUE, now, batch, "Communications", tenant -> batch(tenant, now));
  }

  private Uni<Integer> batch(UUID tenant, Instant now) {
    return communications.take(tenant, now, batch).chain(taken -> {
      var chain = Uni.createFrom().voidItem();
      for (var due : taken) {
        chain = chain.chain(() -> say(due, now));
      }
      return chain.replaceWith(taken.size());
    });
  }

  private Uni<Void> say(Communication due, Instant now) {
    return due.ring(now)
        .map(event -> eventLog
            .record(due, event, new Cause("service:incident-service", due.caseId(), null, null))
            .replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
