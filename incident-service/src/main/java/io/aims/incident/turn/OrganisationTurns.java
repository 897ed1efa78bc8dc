package io.aims.incident.turn;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.incident.due.DueTable;
import io.aims.incident.due.DueWork;
import io.aims.platform.refusal.Faults;
import io.quarkus.agroal.DataSource;
import io.smallrye.mutiny.Uni;

/**
 * One query for all organisations, then a bounded batch of each in one commit, until nothing is due. One organisation's
 * fault keeps no other one waiting.
 */
@ApplicationScoped
public class OrganisationTurns {
  private static final Logger LOG = Logger.getLogger(OrganisationTurns.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final AgroalDataSource worker;
  private final OwnContext context;

  OrganisationTurns(@DataSource("worker") AgroalDataSource worker, OwnContext context) {
    this.worker = worker;
    this.context = context;
  }

  /**
   * Blocks until all is done that is due at {@code now}.
   *
   * @param batch how much of one organisation is done in a commit; as much done means that there may be more
   * @return how long the oldest of it had been due; empty if it could not be looked at
   */
  public Optional<Duration> take(DueWork work, int batch, Instant now) {
    var found = due(work.table(), now);
    for (var waiting = found.map(DueTable.Due::tenants); waiting.filter(some -> !some.isEmpty()).isPresent();) {
      waiting = waiting.map(some -> some.stream().filter(tenant -> turn(tenant, work, batch, now) == batch).toList());
    }
    return found.map(due -> Duration.between(due.oldest(), now));
  }

  /** By the database's clock; empty if it could not be looked at. */
  public Optional<Instant> now() {
    try (var connection = worker.getConnection();
        var select = connection.prepareStatement("select now()");
        var row = select.executeQuery()) {
      row.next();
      return Optional.of(row.getObject(1, OffsetDateTime.class).toInstant());
    } catch (SQLException e) {
      LOG.warnf("The database's clock can't be looked at: %s", Faults.summary(e));
      return Optional.empty();
    }
  }

  /** The organisations that have something due in {@code table}; empty if it could not be looked at. */
  public Optional<DueTable.Due> due(DueTable table, Instant now) {
    try (var connection = worker.getConnection()) {
      return Optional.of(table.due(connection, now));
    } catch (SQLException e) {
      LOG.warnf("What is due of %s can't be looked at: %s", table.name(), Faults.summary(e));
      return Optional.empty();
    }
  }

  private int turn(UUID tenant, DueWork work, int batch, Instant now) {
    return Uni.createFrom()
        .deferred(() -> work.batch(tenant, batch, now))
        .runSubscriptionOn(context)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(failure -> LOG.warnf("What is due of %s for an organisation waits: %s", work.table().name(),
            Faults.summary(failure)))
        .onFailure()
        .recoverWithItem(0)
        .await()
        .indefinitely();
  }
}
