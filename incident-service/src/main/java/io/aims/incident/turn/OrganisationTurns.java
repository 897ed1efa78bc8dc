package io.aims.incident.turn;

import java.sql.SQLException;
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
   * Blocks until all is done.
   *
   * @param due selects the organisations that have something due at its one parameter
   * @param batch how much of one organisation is done in a commit; as much done means that there may be more
   * @param what for the log
   * @param work what is done
   */
  public void take(String due, Instant now, int batch, String what, DueWork work) {
    try {
      for (var waiting = organisations(due, now); !waiting.isEmpty();) {
        waiting = waiting.stream().filter(tenant -> turn(tenant, now, batch, what, work) == batch).toList();
      }
    } catch (SQLException e) {
      LOG.warnf("%s can't be looked at: %s", what, Faults.summary(e));
    }
  }

  private List<UUID> organisations(String due, Instant now) throws SQLException {
    try (var connection = worker.getConnection(); var select = connection.prepareStatement(due)) {
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

  private int turn(UUID tenant, Instant now, int batch, String what, DueWork work) {
    return Uni.createFrom()
        .deferred(() -> work.batch(tenant, batch, now))
        .runSubscriptionOn(context)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(failure -> LOG.warnf("%s of an organisation wait: %s", what, Faults.summary(failure)))
        .onFailure()
        .recoverWithItem(0)
        .await()
        .indefinitely();
  }
}
