package io.aims.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;

import io.aims.platform.test.TenancyContract;

/** An incident, or another row, that somebody else is deciding upon, locked in a transaction until the test lets go. */
public final class Occupied implements AutoCloseable {
  private final Connection connection;

  public Occupied(String incident) throws SQLException {
    this("incident", incident);
  }

  public Occupied(String table, String id) throws SQLException {
    connection = TenancyContract.superuser();
    connection.setAutoCommit(false);
    execute("select id from " + table + " where id = '" + id + "' for no key update");
  }

  /** Waits until another transaction waits for a lock. */
  public void awaitAnother() {
    awaitOthers(1);
  }

  /** Waits until as many transactions wait for a lock. */
  public void awaitOthers(int number) {
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") >= number);
  }

  /** Locks what {@code sql} selects, and fails when somebody else has it. */
  public void lock(String sql, Object... parameters) throws SQLException {
    execute(sql.formatted(parameters) + " for update nowait");
  }

  /** Tries to lock as {@code sql} says; answers whether it has it. */
  public boolean gets(String sql) throws SQLException {
    try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
