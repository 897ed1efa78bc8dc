package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamClaim;
import io.aims.platform.stream.StreamHead;

/** What the service can say of its streams now, as its database holds them. */
final class StreamClaims {
  private static final String ALL = """
      select tenant, size, digest, (select max(epoch) from stream_epoch) from stream_head""";
  private final DataSource database;
  private final String service;
  private final Clock clock;

  StreamClaims(DataSource database, String service, Clock clock) {
    this.database = database;
    this.service = service;
    this.clock = clock;
  }

  /** Of the streams of these organisations; null for all. */
  List<StreamClaim> of(@Nullable Set<UUID> tenants) {
    try (var connection = database.getConnection();
        var select = select(connection, tenants);
        var rows = select.executeQuery()) {
      var claims = new ArrayList<StreamClaim>();
      while (rows.next()) {
        claims.add(new StreamClaim(service, rows.getObject(1, UUID.class),
            new StreamHead(rows.getLong(2), rows.getBytes(3)), clock.instant(), rows.getInt(4)));
      }
      return claims;
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  private static PreparedStatement select(Connection connection, @Nullable Set<UUID> tenants) throws SQLException {
    if (tenants == null) {
      return connection.prepareStatement(ALL);
    }
    var select = connection.prepareStatement(ALL + " where tenant = any (?)");
    select.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
    return select;
  }
}
