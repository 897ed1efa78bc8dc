package io.aims.platform.relay;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Before anything is sent: neither may the database have lost what was published, nor the topic what it had acknowledged. */
final class TopicCheck {
  private static final Logger LOG = Logger.getLogger(TopicCheck.class);
  private final DataSource database;
  private final Supplier<Tail> topic;
  private final LostEvents lost;

  TopicCheck(DataSource database, Supplier<Tail> topic, LostEvents lost) {
    this.database = database;
    this.topic = topic;
    this.lost = lost;
  }

  /**
   * In words why the database is older than what was published; null when it is not, and what the topic has lost waits to be
   * sent again.
   *
   * <p>Another replica may be sending: what has to be in the topic is asked for before the topic is read, and what has to be
   * in the database after it. Both through one connection, which would not outlive a restore of the database in between.
   */
  @Nullable
  String finding() {
    try (var connection = database.getConnection()) {
      var arrived = lost.arrivedLast(connection);
      var tail = topic.get();
      var older = RestoreCheck.finding(connection, tail.published());
      if (older == null && lost.lacks(tail, arrived)) {
        LOG.warnf("The topic has lost what it had acknowledged: %d events are sent again", lost.putBack(connection));
      }
      return older;
    } catch (SQLException e) {
      throw new Away(e);
    }
  }
}
