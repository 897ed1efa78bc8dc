package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;

import org.jboss.logging.Logger;

import io.aims.platform.note.NoteSigner;
import io.aims.platform.refusal.Faults;
import io.aims.platform.stream.StreamClaim;
import io.aims.platform.stream.StreamHead;

/**
 * Publishes signed heads of the streams in which something has arrived, each at most once a second, and of all streams once
 * at the start of a holder's turn, so that a receiver learns what it should have.
 */
final class HeadPublisher {
  private static final Logger LOG = Logger.getLogger(HeadPublisher.class);
  private static final String ALL = """
      select tenant, size, digest, (select max(epoch) from stream_epoch) from stream_head""";
  private final DataSource database;
  private final KafkaBroker broker;
  private final NoteSigner signer;
  private final String service;
  private final Clock clock;
  private final Set<UUID> due = new HashSet<>();
  private boolean all = true;
  private long notBefore = System.nanoTime();

  HeadPublisher(DataSource database, KafkaBroker broker, NoteSigner signer, String service, Clock clock) {
    this.database = database;
    this.broker = broker;
    this.signer = signer;
    this.service = service;
    this.clock = clock;
  }

  /** Another process has the turn; the next one here begins with all heads. */
  void standBy() {
    due.clear();
    all = true;
  }

  void arrived(Set<UUID> tenants) {
    due.addAll(tenants);
  }

  /** Publishes what is due. A fault puts it off for a minute; events never wait for it. */
  void publish() throws InterruptedException {
    if (!all && due.isEmpty() || System.nanoTime() - notBefore < 0) {
      return;
    }
    notBefore = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    try {
      var flights = new ArrayList<Future<?>>();
      for (var claim : claims()) {
        flights.add(broker.send(claim.key(), claim.sign(signer).encode()));
      }
      for (var flight : flights) {
        flight.get();
      }
      all = false;
      due.clear();
    } catch (SQLException | ExecutionException | RuntimeException e) {
      notBefore = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      LOG.warnf("The heads of the streams are published later: %s", Faults.summary(e));
    }
  }

  private List<StreamClaim> claims() throws SQLException {
    try (var connection = database.getConnection();
        var select = select(connection);
        var rows = select.executeQuery()) {
      var claims = new ArrayList<StreamClaim>();
      while (rows.next()) {
        claims.add(new StreamClaim(service, rows.getObject(1, UUID.class),
            new StreamHead(rows.getLong(2), rows.getBytes(3)), clock.instant(), rows.getInt(4)));
      }
      return claims;
    }
  }

  private PreparedStatement select(Connection connection) throws SQLException {
    if (all) {
      return connection.prepareStatement(ALL);
    }
    var select = connection.prepareStatement(ALL + " where tenant = any (?)");
    select.setArray(1, connection.createArrayOf("uuid", due.toArray()));
    return select;
  }
}
