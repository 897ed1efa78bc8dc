package io.aims.incident.rounds;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.incident.delivery.OwnContext;
import io.aims.incident.delivery.Turns;
import io.aims.incident.due.DueTable;
import io.aims.incident.due.DueWork;
import io.aims.incident.incident.Correlation;
import io.aims.incident.incident.Escalator;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Lets what is due have its effect, organisation by organisation, a few of them at once. */
@ApplicationScoped
class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);
  private static final int ORGANISATIONS = 4;
  private static final int ROWS = 20;
  private static final String DUE = """
      select tenant from escalation where due_at <= ? union select tenant from watched_signal where due_at <= ?""";
  private final AgroalDataSource worker;
  private final DueWork signals;
  private final DueWork escalations;
  private final Turns turns;
  private final Clock clock;

  Rounds(@DataSource("worker") AgroalDataSource worker, OwnContext context, Transactions transactions,
      Correlation correlation, Escalator escalator, Clock clock, MeterRegistry metrics) {
    this.worker = worker;
    this.signals = new DueWork(new DueTable("watched_signal", "id", "due_at"), correlation::look, transactions,
        metrics);
    this.escalations = new DueWork(new DueTable("escalation", "incident_id", "due_at"), escalator::escalate,
        transactions, metrics);
    this.turns = new Turns(ORGANISATIONS, context, tenant -> round(tenant, clock.instant()).replaceWith(false));
    this.clock = clock;
  }

  @Scheduled(every = "${aims.rounds.every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    try {
      due(clock.instant()).forEach(turns::call);
    } catch (SQLException e) {
      LOG.warnf("What is due can't be looked at: %s", Faults.summary(e));
    }
  }

  private List<UUID> due(Instant now) throws SQLException {
    try (var connection = worker.getConnection(); var select = connection.prepareStatement(DUE)) {
      select.setTimestamp(1, Timestamp.from(now));
      select.setTimestamp(2, Timestamp.from(now));
      try (var rows = select.executeQuery()) {
        var tenants = new ArrayList<UUID>();
        while (rows.next()) {
          tenants.add(rows.getObject(1, UUID.class));
        }
        return tenants;
      }
    }
  }

  /** All that is due for one organisation at {@code now}, some at a time. */
  Uni<Void> round(UUID tenant, Instant now) {
    return all(signals, tenant, now).chain(() -> all(escalations, tenant, now));
  }

  private static Uni<Void> all(DueWork work, UUID tenant, Instant now) {
    return work.batch(tenant, ROWS, now)
        .chain(taken -> taken < ROWS ? Uni.createFrom().voidItem() : all(work, tenant, now));
  }
}
