package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Puts events back into the outbox that the topic has lost though it had acknowledged them: it was made anew, or a broker
 * came back without its data. The event log is the truth, and who has an event drops it by its version.
 */
final class LostEvents {
  /** Looked for are a few of those that arrived last, among more that may not have arrived yet. */
  private static final String ARRIVED_LAST = """
      select s.event_id, e.aggregate_id
      from (select * from stream_entry order by position desc limit 2000) s
      join event e on e.position = s.position and e.occurred_at = s.occurred_at
      where s.occurred_at > now() - make_interval(secs => ?)
      and not exists (select 1 from outbox o where o.position = s.position)
      order by s.position desc limit 50""";
  private static final String PUT_BACK = """
      insert into outbox (position, tenant, occurred_at)
      select position, tenant, occurred_at from stream_entry where occurred_at > now() - make_interval(secs => ?)
      on conflict do nothing""";
  private final DataSource database;
  private final Duration kept;

  /** @param kept how long the topic keeps an event at least */
  LostEvents(DataSource database, Duration kept) {
    this.database = database;
    this.kept = kept;
  }

  private record Arrived(UUID eventId, UUID aggregateId) {}

  /** How many events wait to be sent again, in their order and before all new ones; 0 when the topic has what it should. */
  int putBack(Tail tail) {
    var present = tail.published().stream().map(Published::eventId).collect(Collectors.toSet());
    try (var connection = database.getConnection()) {
      return arrivedLast(connection).stream()
          .allMatch(it -> present.contains(it.eventId()) || !tail.keepsAllOf(it.aggregateId()))
              ? 0
              : putBack(connection);
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  private List<Arrived> arrivedLast(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(ARRIVED_LAST)) {
      select.setDouble(1, kept.toSeconds());
      try (var rows = select.executeQuery()) {
        var arrived = new ArrayList<Arrived>();
        while (rows.next()) {
          arrived.add(new Arrived(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
        }
        return arrived;
      }
    }
  }

  private int putBack(Connection connection) throws SQLException {
    try (var insert = connection.prepareStatement(PUT_BACK)) {
      insert.setDouble(1, kept.toSeconds());
      return insert.executeUpdate();
    }
  }
}
