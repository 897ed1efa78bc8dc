package io.aims.local.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.home.Secrets;

/**
 * A database per service with three roles that can do no more than they need (owner, app, worker), and Keycloak's.
 * Everything here can be repeated.
 */
final class Databases {
  static final String SUPERUSER = "postgres";
  private static final String PLAIN_LOGIN = "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";
  private final Ports ports;
  private final Secrets secrets;

  Databases(Ports ports, Secrets secrets) {
    this.ports = ports;
    this.secrets = secrets;
  }

  String superuserPassword() {
    return secrets.password(SUPERUSER);
  }

  String password(String role) {
    return secrets.password(role);
  }

  Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", superuserPassword());
    properties.setProperty("connectTimeout", "2");
    return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.of(Port.POSTGRES), database),
        properties);
  }

  void create() throws SQLException {
    try (var server = connect("postgres")) {
      for (var context : ServiceCatalogue.contexts()) {
        createFor(server, context, "aims_" + context);
      }
      createRole(server, "keycloak");
      createDatabase(server, "keycloak", "keycloak");
    }
  }

  /** One more database of a context, new and empty. */
  void create(String context, String database) throws SQLException {
    drop(database);
    try (var server = connect("postgres")) {
      createFor(server, context, database);
    }
  }

  void drop(String database) throws SQLException {
    try (var server = connect("postgres")) {
      execute(server, "drop database if exists " + database + " with (force)");
    }
  }

  private void createFor(Connection server, String context, String database) throws SQLException {
    var owner = context + "_owner";
    for (var role : List.of(owner, context + "_app", context + "_worker")) {
      createRole(server, role);
    }
    createDatabase(server, database, owner);
    execute(server, "grant connect on database %s to %s_app, %s_worker".formatted(database, context, context));
    try (var inside = connect(database)) {
      execute(inside, "alter schema public owner to " + owner);
      execute(inside, "revoke all on schema public from public");
    }
  }

  /** The password is set each time, so that roles and the file of secrets can't drift apart. */
  private void createRole(Connection server, String role) throws SQLException {
    var verb = exists(server, "select 1 from pg_roles where rolname = '" + role + "'") ? "alter" : "create";
    execute(server, "%s role %s %s password '%s'".formatted(verb, role, PLAIN_LOGIN, password(role)));
  }

  private static void createDatabase(Connection server, String database, String owner) throws SQLException {
    if (!exists(server, "select 1 from pg_database where datname = '" + database + "'")) {
      execute(server, "create database " + database + " owner " + owner);
    }
    execute(server, "revoke all on database " + database + " from public");
  }

  private static boolean exists(Connection server, String query) throws SQLException {
    try (var statement = server.createStatement(); var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static void execute(Connection server, String sql) throws SQLException {
    try (var statement = server.createStatement()) {
      statement.execute(sql);
    }
  }
}
