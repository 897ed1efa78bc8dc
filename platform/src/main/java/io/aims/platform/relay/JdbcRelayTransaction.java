package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.aims.platform.stream.StreamHead;

/** One transaction of the relay over JDBC. */
final class JdbcRelayTransaction implements RelayStore.Transaction {
  /** Bytes of events in memory at a time, apart from the last one that goes beyond it. */
  private static final int MOST_BYTES = 8 << 20;
  private static final String CONFIRM = "select 1 from lease where name = 'relay' and holder = ? and epoch = ? for share";
  /** Of each turn: so many repetitions neither hold up new events nor wait for a quiet moment. */
  private static final int MOST_REPLAYED = 100;
  private static final String NEXT = """
      select o.position, o.occurred_at, o.tenant, e.id, e.aggregate_id, e.body, s.seq, s.epoch, o.epoch
      from ((select * from outbox where not replay order by position limit ?)
            union all (select * from outbox where replay order by position limit ?)) o
      join event e on e.position = o.position and e.occurred_at = o.occurred_at
      left join stream_entry s on s.position = o.position
      order by o.replay, o.position""";
  private static final String NUMBER = """
      insert into stream_entry (tenant, seq, epoch, position, occurred_at, event_id, digest)
      values (?, ?, ?, ?, ?, ?, ?)""";
  private static final String HEAD = """
      insert into stream_head (tenant, size, digest) values (?, ?, ?)
      on conflict (tenant) do update set size = excluded.size, digest = excluded.digest""";
  private final Connection connection;
  private boolean open = true;

  JdbcRelayTransaction(Connection connection) {
    this.connection = connection;
  }

  @Override
  public boolean confirm(Term term) {
    try (var check = connection.prepareStatement(CONFIRM)) {
      check.setObject(1, term.holder());
      check.setLong(2, term.number());
      try (var row = check.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public void forget(List<Long> positions) {
    if (positions.isEmpty()) {
      return;
    }
    try (var delete = connection.prepareStatement("delete from outbox where position = any (?)")) {
      delete.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public List<Waiting> next(int limit) {
    try (var select = connection.prepareStatement(NEXT)) {
      select.setFetchSize(100);
      select.setInt(1, limit);
      select.setInt(2, MOST_REPLAYED);
      try (var rows = select.executeQuery()) {
        var waiting = new ArrayList<Waiting>();
        var bytes = 0L;
        while (bytes < MOST_BYTES && rows.next()) {
          var event = waiting(rows);
          bytes += event.body().length;
          waiting.add(event);
        }
        return waiting;
      }
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    var seq = row.getObject(7, Long.class);
    return new Waiting(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, UUID.class), row.getObject(4, UUID.class), row.getObject(5, UUID.class), row.getBytes(6),
        seq == null ? null : new Place(seq, row.getInt(8)), row.getObject(9, Integer.class));
  }

  @Override
  public int epoch() {
    try (var select = connection.prepareStatement("select max(epoch) from stream_epoch");
        var row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public Map<UUID, StreamHead> heads(Set<UUID> tenants) {
    try (var select = connection
        .prepareStatement("select tenant, size, digest from stream_head where tenant = any (?)")) {
      select.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
      try (var rows = select.executeQuery()) {
        var heads = new HashMap<UUID, StreamHead>();
        while (rows.next()) {
          heads.put(rows.getObject(1, UUID.class), new StreamHead(rows.getLong(2), rows.getBytes(3)));
        }
        return heads;
      }
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public void number(List<Numbered> events) {
    var heads = new LinkedHashMap<UUID, StreamHead>();
    try (var entry = connection.prepareStatement(NUMBER); var head = connection.prepareStatement(HEAD)) {
      for (var numbered : events) {
        var event = numbered.event();
        entry.setObject(1, event.tenant());
        entry.setLong(2, numbered.place().seq());
        entry.setInt(3, numbered.place().epoch());
        entry.setLong(4, event.position());
        entry.setObject(5, OffsetDateTime.ofInstant(event.occurredAt(), ZoneOffset.UTC));
        entry.setObject(6, event.eventId());
        entry.setBytes(7, numbered.head().digest());
        entry.addBatch();
        heads.put(event.tenant(), numbered.head());
      }
      entry.executeBatch();
      for (var changed : heads.entrySet()) {
        head.setObject(1, changed.getKey());
        head.setLong(2, changed.getValue().size());
        head.setBytes(3, changed.getValue().digest());
        head.addBatch();
      }
      head.executeBatch();
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public void commit(boolean durable) {
    try (var statement = connection.createStatement()) {
      if (!durable) {
        statement.execute("set local synchronous_commit = off");
      }
      connection.commit();
      open = false;
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (open) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      if (!open) {
        throw new Away(e);
      }
    }
  }
}
