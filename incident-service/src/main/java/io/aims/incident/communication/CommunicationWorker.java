package io.aims.incident.communication;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

/** Says once who should have been told; what can't be said is tried again later and silences no other one. */
@ApplicationScoped
class CommunicationWorker {
  private static final String DUE = "select distinct tenant from communication where next_at <= ?";
  private final OrganisationTurns turns;
  private final DueWork work;
  private final Communications communications;
  private final EventLog eventLog;
  private final Clock clock;
  private final int batch;

  CommunicationWorker(OrganisationTurns turns, Transactions transactions, Communications communications,
      EventLog eventLog, Clock clock, CommunicationConfig config, MeterRegistry metrics) {
    this.turns = turns;
    this.work = new DueWork(new DueTable("communication", "id", "next_at"), this::take, transactions, metrics);
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
    turns.take(DUE, now, batch, "Communications", work);
  }

  private Uni<Integer> take(UUID tenant, int limit, Instant now) {
    return communications.take(tenant, now, limit).chain(taken -> {
      var chain = Uni.createFrom().voidItem();
      for (var due : taken) {
        chain = chain.chain(() -> DueFault.of(List.of(due), () -> say(due, now)));
      }
      return chain.replaceWith(taken.size());
    });
  }

  private Uni<Void> say(UUID id, Instant now) {
    return communications.findById(id)
        .chain(due -> due.ring(now)
            .map(event -> eventLog
                .record(due, event, new Cause("service:incident-service", due.caseId(), null, null))
                .replaceWithVoid())
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
