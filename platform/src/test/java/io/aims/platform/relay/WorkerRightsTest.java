package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker role sees the rows of all organisations: of each table no more than its tasks need. */
class WorkerRightsTest {
  private static RelayDatabase database;

  @BeforeAll
  static void database() throws Exception {
    database = RelayDatabase.current();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant", "feed", "aggregate_id", "version", "epoch", "state"})
  void it_counts_dead_letters(String column) throws SQLException {
    try (var worker = database.as("worker")) {
      read(worker, column);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "cause", "reason", "redriven_by", "discarded_by", "correlation_id"})
  void it_does_not_read_them(String column) throws SQLException {
    try (var worker = database.as("worker")) {
      assertThatThrownBy(() -> read(worker, column)).hasMessageContaining("permission denied");
    }
  }

  private static void read(Connection worker, String column) throws SQLException {
    try (var rows = worker.createStatement().executeQuery("select " + column + " from dead_letter")) {
      assertThat(rows.next()).isFalse();
    }
  }
}
