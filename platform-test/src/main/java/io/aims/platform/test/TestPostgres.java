package io.aims.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A real PostgreSQL on a free port, with the three roles of one context; durability is off, as only tests may have it. */
public final class TestPostgres {
  private final EmbeddedPostgres server;

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts a server with the database and roles of {@code context}; a password is the last word of its role. */
  public static TestPostgres start(String context) {
    try {
      var server = EmbeddedPostgres.builder()
          .setPGStartupWait(Duration.ofSeconds(60))
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("max_connections", "60")
          .start();
      var postgres = new TestPostgres(server);
      postgres.prepare(context);
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getPort();
  }

  private void prepare(String context) {
    try (var connection = connect("postgres", "postgres", "postgres"); var statement = connection.createStatement()) {
      for (var role : new String[]{"owner", "app", "worker"}) {
        statement.execute("create role %s_%s login nosuperuser nobypassrls password '%2$s'".formatted(context, role));
      }
      statement.execute("create database aims_%s owner %1$s_owner".formatted(context));
      statement.execute("revoke connect on database aims_%s from public".formatted(context));
      statement.execute("grant connect on database aims_%s to %1$s_app, %1$s_worker".formatted(context));
    } catch (SQLException e) {
      throw new IllegalStateException("The test database can't be prepared", e);
    }
    try (var connection = connect("aims_" + context, "postgres", "postgres");
        var statement = connection.createStatement()) {
      statement.execute("alter schema public owner to %s_owner".formatted(context));
    } catch (SQLException e) {
      throw new IllegalStateException("The test database can't be prepared", e);
    }
  }

  /** A new connection. */
  public Connection connect(String database, String user, String password) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database), user, password);
  }
}
