package io.aims.incident.communication;

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

/** Says once who should have been told; what can't be said is tried again later and silences no other one. */
@ApplicationScoped
class CommunicationWorker {
  private static final Cause CAUSE = Cause.of("incident-service");
  private final OrganisationTurns turns;
  private final DueWork work;
  private final Communications communications;
  private final EventLog eventLog;
  private final CommunicationCalls calls;
  private final Clock clock;
  private final int batch;

  CommunicationWorker(OrganisationTurns turns, Transactions transactions, Communications communications,
      EventLog eventLog, CommunicationCalls calls, Clock clock, CommunicationConfig config, MeterRegistry metrics) {
    this.turns = turns;
    this.work = DueWork.each(new DueTable("communication", "id", "next_at"), this::say, transactions, metrics);
    this.communications = communications;
    this.eventLog = eventLog;
    this.calls = calls;
    this.clock = clock;
    this.batch = config.batch();
  }

  void start(@Observes StartupEvent starting, Lookout lookout, CommunicationConfig config) {
    lookout.every(config.poll(), "communications", this::look);
  }

  private void look() {
    ring(clock.instant());
  }

  /** Says everything that is late at {@code now}; blocks. */
  void ring(Instant now) {
    turns.take(work, batch, now);
  }

  private Uni<Void> say(UUID id, Instant now) {
    return communications.findById(id)
        .chain(due -> due.ring(now)
            .map(event -> eventLog.record(due, event, CAUSE.inCase(due.caseId()))
                .chain(() -> calls.missed(due, CAUSE.inCase(due.caseId()))))
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
