package io.aims.audit.publication;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Work on a connection that commits as a whole, or not at all. */
final class OneTransaction {
  private OneTransaction() {}

  /** What is done in it. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException, IOException, UnsoundLedger;
  }

  static <T> T of(Connection connection, Work<T> work) throws SQLException, IOException, UnsoundLedger {
    connection.setAutoCommit(false);
    var done = false;
    try {
      var outcome = work.run();
      connection.commit();
      done = true;
      return outcome;
    } finally {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }
}
