package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The queue of events that are committed and not yet acknowledged by Kafka, as the worker role sees it. */
final class Outbox {

  /** One event to send: where it stands in the log, the key that keeps its order, and the bytes that were sealed at commit. */
  record Pending(long position, UUID aggregateId, byte[] body) {}

  List<Pending> next(Connection worker, int limit) throws SQLException {
    try (var select = worker.prepareStatement(
        """
            select position, e.aggregate_id, e.body from outbox join event e using (position) order by position limit ?""")) {
      select.setInt(1, limit);
      try (var rows = select.executeQuery()) {
        var pending = new ArrayList<Pending>();
        while (rows.next()) {
          pending.add(new Pending(rows.getLong(1), rows.getObject(2, UUID.class), rows.getBytes(3)));
        }
        return pending;
      }
    }
  }

  void done(Connection worker, List<Long> positions) throws SQLException {
    try (var delete = worker.prepareStatement("delete from outbox where position = any (?)")) {
      delete.setArray(1, worker.createArrayOf("bigint", positions.toArray()));
      delete.executeUpdate();
    }
  }
}
