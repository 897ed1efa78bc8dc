package io.aims.risk;

import java.sql.Connection;
import java.sql.SQLException;

import io.aims.platform.test.TenancyContract;

/** Something in the database that somebody else has: whoever needs it hangs there until the test lets go. */
final class Locked implements AutoCloseable {
  private final Connection connection;

  Locked(String statement) throws SQLException {
    connection = TenancyContract.superuser();
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute(statement);
    }
  }

  /** How many statements in which {@code text} occurs wait for a lock. */
  static long waiting(String text) {
    try (var superuser = TenancyContract.superuser();
        var query = superuser.prepareStatement("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and position(? in query) > 0")) {
      query.setString(1, text);
      var rows = query.executeQuery();
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
