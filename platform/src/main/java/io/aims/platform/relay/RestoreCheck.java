package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Compares what the service has published with what its database knows of it. A published event of the present epoch that
 * the database does not hold in that place can only mean that the database was put back to an earlier point: a place is on
 * disk before its event is sent.
 */
final class RestoreCheck {
  private static final String UNKNOWN = """
      select p.tenant, p.seq from unnest(?::uuid[], ?::bigint[], ?::uuid[]) as p (tenant, seq, event_id)
      left join stream_entry s on s.tenant = p.tenant and s.seq = p.seq and s.event_id = p.event_id
      where s.event_id is null order by p.seq limit 1""";

  private RestoreCheck() {}

  /** In words why the database is older than what was {@code published} last; null when it is not. */
  static @Nullable String finding(Connection connection, List<Published> published) throws SQLException {
    var epoch = epoch(connection);
    var doubtful = published.stream().filter(event -> event.place().epoch() >= epoch).toList();
    var unknown = unknown(connection, doubtful);
    return unknown == null
        ? null
        : unknown + " The highest epoch that was published is %d: restore a newer backup, or accept the loss with"
            .formatted(doubtful.stream().mapToInt(event -> event.place().epoch()).max().orElse(epoch))
            + " accept_restore(reason, that epoch) (docs/operations.md).";
  }

  private static int epoch(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement("select max(epoch) from stream_epoch");
        var row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  private static @Nullable String unknown(Connection connection, List<Published> published) throws SQLException {
    try (var select = connection.prepareStatement(UNKNOWN)) {
      select.setArray(1, connection.createArrayOf("uuid", published.stream().map(Published::tenant).toArray()));
      select.setArray(2, connection.createArrayOf("bigint", published.stream().map(e -> e.place().seq()).toArray()));
      select.setArray(3, connection.createArrayOf("uuid", published.stream().map(Published::eventId).toArray()));
      try (var row = select.executeQuery()) {
        return row.next()
            ? "The database is older than what was published: event %d of organisation %s is not in it."
                .formatted(row.getLong(2), row.getObject(1, UUID.class))
            : null;
      }
    }
  }
}
