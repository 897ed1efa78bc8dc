package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

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
  private final Duration kept;

  /** @param kept how long the topic keeps an event at least */
  LostEvents(Duration kept) {
    this.kept = kept;
  }

  /** An event that the broker has acknowledged. */
  record Arrived(UUID eventId, UUID aggregateId) {}

  /** Those that arrived last, of what the topic would still keep. */
  List<Arrived> arrivedLast(Connection connection) throws SQLException {
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

  /** Whether the topic lacks one of those that had {@code arrived} before its end was read. */
  boolean lacks(Tail tail, List<Arrived> arrived) {
    var present = tail.published().stream().map(Published::eventId).collect(Collectors.toSet());
    return arrived.stream().anyMatch(it -> tail.showsAllOf(it.aggregateId()) && !present.contains(it.eventId()));
  }

  /** Lets all that the topic would still keep be sent again, in its order and before anything new; answers how many. */
  int putBack(Connection connection) throws SQLException {
    try (var insert = connection.prepareStatement(PUT_BACK)) {
      insert.setDouble(1, kept.toSeconds());
      return insert.executeUpdate();
    }
  }
}
