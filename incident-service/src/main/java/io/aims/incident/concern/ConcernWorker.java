package io.aims.incident.concern;

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
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Says what is owed to reporters and late, each thing once: when a concern speaks next stands in its row and moves with its
 * event.
 */
@ApplicationScoped
class ConcernWorker {
  private static final Logger LOG = Logger.getLogger(ConcernWorker.class);
  private static final Cause CAUSE = new Cause("service:incident-service", null, null, null);
  private static final String DUE = "select distinct tenant from concern where next_at <= ?";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final AgroalDataSource worker;
  private final Transactions transactions;
  private final Concerns concerns;
  private final EventLog eventLog;
  private final OwnContext context;
  private final Clock clock;
  private final int batch;

  ConcernWorker(@DataSource("worker") AgroalDataSource worker, Transactions transactions, Concerns concerns,
      EventLog eventLog, OwnContext context, Clock clock, ConcernConfig config) {
    this.worker = worker;
    this.transactions = transactions;
    this.concerns = concerns;
    this.eventLog = eventLog;
    this.context = context;
    this.clock = clock;
    this.batch = config.batch();
  }

  @Scheduled(every = "${aims.concerns.poll}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    ring(clock.instant());
  }

  /** Says everything that is late at {@code now}; blocks. */
  void ring(Instant now) {
    try {
      for (var due = organisations(now); !due.isEmpty();) {
        due = due.stream().filter(tenant -> turn(tenant, now) == batch).toList();
      }
    } catch (SQLException e) {
      LOG.warnf("Concerns can't be looked at: %s", Faults.summary(e));
    }
  }

  private List<UUID> organisations(Instant now) throws SQLException {
    try (var connection = worker.getConnection(); var select = connection.prepareStatement(DUE)) {
      select.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      try (var rows = select.executeQuery()) {
        var tenants = new ArrayList<UUID>();
        while (rows.next()) {
          tenants.add(rows.getObject(1, UUID.class));
        }
        return tenants;
      }
    }
  }

  private int turn(UUID tenant, Instant now) {
    return Uni.createFrom()
        .deferred(() -> transactions.in(tenant, () -> batch(tenant, now)))
        .runSubscriptionOn(context)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(failure -> LOG.warnf("The concerns of an organisation are silent: %s", Faults.summary(failure)))
        .onFailure()
        .recoverWithItem(0)
        .await()
        .indefinitely();
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
