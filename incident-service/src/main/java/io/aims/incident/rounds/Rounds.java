package io.aims.incident.rounds;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.incident.delivery.OwnContext;
import io.aims.incident.incident.Correlation;
import io.aims.incident.incident.Escalator;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Lets what is due have its effect, organisation by organisation. What fails, as when a person decides at the same
 * moment, is still due in the next round.
 */
@ApplicationScoped
class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);
  private static final int AT_ONCE = 20;
  private static final String DUE = """
      select tenant from escalation where due_at <= ? union select tenant from watched_signal where due_at <= ?""";
  private final AgroalDataSource worker;
  private final OwnContext context;
  private final Transactions transactions;
  private final Correlation correlation;
  private final Escalator escalator;
  private final Clock clock;

  Rounds(@DataSource("worker") AgroalDataSource worker, OwnContext context, Transactions transactions,
      Correlation correlation, Escalator escalator, Clock clock) {
    this.worker = worker;
    this.context = context;
    this.transactions = transactions;
    this.correlation = correlation;
    this.escalator = escalator;
    this.clock = clock;
  }

  @Scheduled(every = "${aims.rounds.every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    var now = clock.instant();
    try {
      due(now).forEach(tenant -> context.execute(() -> round(tenant, now).subscribe()
          .with(done -> {}, fault -> LOG.warnf("What is due waits for the next round: %s", Faults.summary(fault)))));
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
    return all(tenant, () -> correlation.look(tenant, AT_ONCE, now))
        .chain(() -> all(tenant, () -> escalator.escalate(tenant, AT_ONCE, now)));
  }

  private Uni<Void> all(UUID tenant, Supplier<Uni<Integer>> some) {
    return transactions.in(tenant, some)
        .chain(taken -> taken < AT_ONCE ? Uni.createFrom().voidItem() : all(tenant, some));
  }
}
