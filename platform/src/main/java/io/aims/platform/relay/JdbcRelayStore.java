package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/** The relay's tables in PostgreSQL, as the worker role sees them. */
final class JdbcRelayStore implements RelayStore {
  private static final String TAKE = """
      insert into lease (name, holder, epoch, expires_at)
      values ('relay', ?, 1, now() + make_interval(secs => ?))
      on conflict (name) do update
        set holder = excluded.holder,
            epoch = lease.epoch + case when lease.holder = excluded.holder then 0 else 1 end,
            expires_at = excluded.expires_at
        where lease.holder = excluded.holder or lease.expires_at < now()
      returning epoch""";
  private static final String RELEASE = """
      update lease set expires_at = now() - interval '1 second' where name = 'relay' and holder = ?""";
  private final DataSource database;

  JdbcRelayStore(DataSource database) {
    this.database = database;
  }

  @Override
  public long take(UUID holder, Duration length) {
    try (var connection = database.getConnection(); var take = connection.prepareStatement(TAKE)) {
      take.setObject(1, holder);
      take.setDouble(2, length.toMillis() / 1000.0);
      try (var row = take.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public void release(UUID holder) {
    try (var connection = database.getConnection(); var end = connection.prepareStatement(RELEASE)) {
      end.setObject(1, holder);
      end.executeUpdate();
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public boolean empty() {
    try (var connection = database.getConnection();
        var look = connection.prepareStatement("select not exists (select 1 from outbox)");
        var row = look.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new Away(e);
    }
  }

  @Override
  public Transaction begin() {
    @Nullable
    Connection connection = null;
    try {
      connection = database.getConnection();
      connection.setAutoCommit(false);
      return new JdbcRelayTransaction(connection);
    } catch (SQLException e) {
      close(connection);
      throw new Away(e);
    }
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException gone) {
        // the fault that led here says more
      }
    }
  }
}
