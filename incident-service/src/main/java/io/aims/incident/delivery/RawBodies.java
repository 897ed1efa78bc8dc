package io.aims.incident.delivery;

import static io.aims.platform.tenancy.Sql.utc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
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
  private final Duration reopenWithin;
  private final Clock clock;

  RawBodies(@DataSource("worker") AgroalDataSource worker, DeliveryConfig config,
      @ConfigProperty(name = "aims.incidents.reopen-within") Duration reopenWithin, Clock clock) {
    this.worker = worker;
    this.config = config;
    this.reopenWithin = reopenWithin;
    this.clock = clock;
  }

  /** The last delivery that was looked at, and how many with it. */
  private record Place(OffsetDateTime time, UUID id, int looked) {}

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void forget() {
    try {
      forget(clock.instant());
    } catch (SQLException e) {
      LOG.warnf("Raw deliveries can't be forgotten now: %s", Faults.summary(e));
    }
  }

  /** Goes once past all that is old enough, a few in each transaction. Blocks. */
  void forget(Instant now) throws SQLException {
    var place = new Place(utc(Instant.EPOCH), new UUID(0, 0), AT_ONCE);
    while (place.looked() == AT_ONCE) {
      place = forget(now, place);
    }
  }

  private Place forget(Instant now, Place behind) throws SQLException {
    try (var connection = worker.getConnection();
        var statement = connection.prepareStatement("select * from drop_raw_bodies(?, ?, ?, ?, ?)")) {
      statement.setObject(1, utc(now.minus(config.keepRaw())));
      statement.setObject(2, utc(now.minus(reopenWithin)));
      statement.setObject(3, behind.time());
      statement.setObject(4, behind.id());
      statement.setInt(5, AT_ONCE);
      try (var row = statement.executeQuery()) {
        row.next();
        return new Place(row.getObject(1, OffsetDateTime.class), row.getObject(2, UUID.class), row.getInt(3));
      }
    }
  }
}
