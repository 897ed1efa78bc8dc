package io.aims.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.aims.platform.inbox.ReadPositions.Part;

/** The table of how far topics have been read, as the worker role sees it. */
final class ReadPositionRows {
  /**
   * With what tells databases apart, also where one of before has been put in the place of another: a server is started for
   * that, or a database or the table is made anew.
   */
  private static final String READ = """
      select concat_ws(' ', pg_postmaster_start_time(), d.oid, pg_relation_filenode('read_position')) as database,
        p.channel, p.partition, p.next_offset
      from pg_database d left join read_position p on true where d.datname = current_database()""";
  /** Whoever has saved something else meanwhile, or whose row is gone, has to be looked at first. */
  private static final String SAVE = """
      insert into read_position (channel, partition, next_offset) values (?, ?, ?)
      on conflict (channel, partition) do update set next_offset = excluded.next_offset, saved_at = now()
        where read_position.next_offset = ?""";

  private ReadPositionRows() {}

  /** What the database holds of all channels, and what tells it apart from others. */
  record Held(String database, Map<Part, Long> offsets) {}

  static Held read(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(READ); var rows = statement.executeQuery()) {
      var database = "";
      var offsets = new HashMap<Part, Long>();
      while (rows.next()) {
        database = rows.getString(1);
        if (rows.getString(2) != null) {
          offsets.put(new Part(rows.getString(2), rows.getInt(3)), rows.getLong(4));
        }
      }
      return new Held(database, offsets);
    }
  }

  static void save(Connection connection, Part part, ReadPosition position) throws SQLException {
    var next = position.unsaved();
    if (next.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, part.channel());
      statement.setInt(2, part.partition());
      statement.setLong(3, next.getAsLong());
      statement.setLong(4, position.saved());
      if (statement.executeUpdate() == 1) {
        position.saved(next.getAsLong());
      }
    }
  }
}
