package io.aims.incident.unmapped;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Faults;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Counts what waits for its system, in all organisations, so that somebody sees it who is not looking. */
@ApplicationScoped
class WaitingGauge {
  private static final Logger LOG = Logger.getLogger(WaitingGauge.class);
  private static final String COUNT = """
      select severity, count(*) from (
        select severity from unmapped_signal where state = 'WAITING' limit 100000) as w group by severity""";
  private final AgroalDataSource worker;
  private volatile Map<Severity, Long> waiting = Map.of();

  WaitingGauge(@DataSource("worker") AgroalDataSource worker, MeterRegistry metrics) {
    this.worker = worker;
    for (var severity : Severity.values()) {
      Gauge.builder("aims.unmapped.signals", this, it -> it.waiting.getOrDefault(severity, 0L))
          .tag("severity", severity.name())
          .register(metrics);
    }
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    try (var connection = worker.getConnection();
        var select = connection.prepareStatement(COUNT);
        var rows = select.executeQuery()) {
      var counted = new EnumMap<Severity, Long>(Severity.class);
      while (rows.next()) {
        counted.put(Severity.valueOf(rows.getString(1)), rows.getLong(2));
      }
      waiting = counted;
    } catch (SQLException e) {
      LOG.warnf("What waits for its system can't be counted: %s", Faults.summary(e));
    }
  }
}
