package io.aims.incident.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Faults;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Forgets what monitors have sent after its time, as it may hold personal data; that and when it was sent stays. */
@ApplicationScoped
class RawBodies {
  private static final Logger LOG = Logger.getLogger(RawBodies.class);
  private static final int AT_ONCE = 500;
  private final AgroalDataSource worker;
  private final DeliveryConfig config;
  private final Clock clock;

  RawBodies(@DataSource("worker") AgroalDataSource worker, DeliveryConfig config, Clock clock) {
    this.worker = worker;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void forget() {
    try {
      var before = clock.instant().minus(config.keepRaw());
      while (forget(before) == AT_ONCE) {
        LOG.debug("More raw deliveries are to be forgotten");
      }
    } catch (SQLException e) {
      LOG.warnf("Raw deliveries can't be forgotten now: %s", Faults.summary(e));
    }
  }

  /** Forgets some of what was received before; answers how many. Blocks. */
  int forget(Instant before) throws SQLException {
    try (var connection = worker.getConnection();
        var statement = connection.prepareStatement("select drop_raw_bodies(?, ?)")) {
      statement.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
      statement.setInt(2, AT_ONCE);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
