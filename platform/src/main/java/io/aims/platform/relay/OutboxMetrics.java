package io.aims.platform.relay;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;

/** How many events wait for the relay, and for how long the first of them has been the first; over all organisations. */
@ApplicationScoped
class OutboxMetrics {
  /** Counts no further than tells that something is badly wrong. */
  private static final String WAITING = """
      select (select count(*) from (select from outbox limit 100000) counted),
        (select position from outbox where not replay order by position limit 1)""";
  private final AgroalDataSource worker;
  private final HeadAge age = new HeadAge();
  private volatile double waiting;
  private volatile double oldest;

  OutboxMetrics(@DataSource("worker") AgroalDataSource worker, MeterRegistry metrics) {
    this.worker = worker;
    metrics.gauge("aims.outbox.waiting", this, outbox -> outbox.waiting);
    metrics.gauge("aims.outbox.oldest.seconds", this, outbox -> outbox.oldest);
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() throws SQLException {
    try (var connection = worker.getConnection();
        var select = connection.prepareStatement(WAITING);
        var row = select.executeQuery()) {
      row.next();
      waiting = row.getDouble(1);
      oldest = age.seen(row.getObject(2, Long.class), System.nanoTime()).toMillis() / 1000.0;
    }
  }
}
