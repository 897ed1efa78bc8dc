package io.aims.incident.clocks;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.incident.delivery.OwnContext;
import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.due.DueWork;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Lets clocks speak when their time has come: one query for all organisations, then a bounded batch of each in one
 * commit.
 *
 * <p>A clock that can't speak is tried again later and silences no other one. When a clock speaks next stands in its row and moves with its event, so a restart says nothing twice; workers of
 * several replicas pass over what another one has locked.
 */
@ApplicationScoped
class ClockWorker {
  private static final Logger LOG = Logger.getLogger(ClockWorker.class);
  private static final String ACTOR = "service:incident-service";
  private static final String DUE = """
      select tenant, min(next_at) from regulatory_clock where next_at <= ? group by tenant""";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final AgroalDataSource worker;
  private final DueWork work;
  private final RegulatoryClocks clocks;
  private final EventLog eventLog;
  private final OwnContext context;
  private final Clock clock;
  private final int batch;
  private volatile Duration behind = Duration.ZERO;

  ClockWorker(@DataSource("worker") AgroalDataSource worker, Transactions transactions, RegulatoryClocks clocks,
      EventLog eventLog, OwnContext context, Clock clock, ClockConfig config, MeterRegistry metrics) {
    this.worker = worker;
    this.work = new DueWork(new DueTable("regulatory_clock", "id", "next_at"), this::take, transactions, metrics);
    this.clocks = clocks;
    this.eventLog = eventLog;
    this.context = context;
    this.clock = clock;
    this.batch = config.batch();
    metrics.gauge("aims.clocks.behind.seconds", this, it -> it.behind.toMillis() / 1000.0);
  }

  @Scheduled(every = "${aims.clocks.poll}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    ring(clock.instant());
  }

  /** Lets everything speak that has something to say at {@code now}; blocks. */
  void ring(Instant now) {
    try {
      for (var due = organisations(now); !due.isEmpty();) {
        due = due.stream().filter(tenant -> turn(tenant, now) == batch).toList();
      }
    } catch (SQLException e) {
      LOG.warnf("The clocks can't be looked at: %s", Faults.summary(e));
    }
  }

  private List<UUID> organisations(Instant now) throws SQLException {
    try (var connection = worker.getConnection(); var select = connection.prepareStatement(DUE)) {
      select.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      try (var rows = select.executeQuery()) {
        var tenants = new ArrayList<UUID>();
        var oldest = now;
        while (rows.next()) {
          tenants.add(rows.getObject(1, UUID.class));
          var since = rows.getObject(2, OffsetDateTime.class).toInstant();
          oldest = since.isBefore(oldest) ? since : oldest;
        }
        behind = Duration.between(oldest, now);
        return tenants;
      }
    }
  }

  /** One organisation's fault keeps no other one waiting; its clocks are looked at again with the next poll. */
  private int turn(UUID tenant, Instant now) {
    return Uni.createFrom()
        .deferred(() -> work.batch(tenant, batch, now))
        .runSubscriptionOn(context)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(failure -> LOG.warnf("The clocks of an organisation are silent: %s", Faults.summary(failure)))
        .onFailure()
        .recoverWithItem(0)
        .await()
        .indefinitely();
  }

  private Uni<Integer> take(UUID tenant, int limit, Instant now) {
    return clocks.take(tenant, now, limit).chain(taken -> {
      var chain = Uni.createFrom().voidItem();
      for (var due : taken) {
        chain = chain.chain(() -> DueFault.of(List.of(due), () -> say(due, now)));
      }
      return chain.replaceWith(taken.size());
    });
  }

  private Uni<Void> say(UUID id, Instant now) {
    return clocks.findById(id)
        .chain(due -> due.ring(now)
            .map(event -> eventLog.record(due, event, new Cause(ACTOR, due.caseId(), null, null)).replaceWithVoid())
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
