package io.aims.platform.test;

import java.sql.SQLException;
import java.util.Map;

import org.flywaydb.core.Flyway;

/** The database of a service on a server of its own, brought from one version to another as an upgrade brings it. */
public final class TestMigrations {
  private final TestPostgres postgres;
  private final String context;

  private TestMigrations(TestPostgres postgres, String context) {
    this.postgres = postgres;
    this.context = context;
  }

  public static TestMigrations of(String context) {
    return new TestMigrations(TestPostgres.start(context), context);
  }

  /** Brings it to that version, with the migrations of platform and service on the class path. */
  public void to(String version) {
    Flyway.configure()
        .dataSource("jdbc:postgresql://127.0.0.1:%d/aims_%s".formatted(postgres.port(), context), context + "_owner",
            "owner")
        .locations("db/platform", "db/migration")
        .placeholders(Map.of("app", context + "_app", "worker", context + "_worker"))
        .target(version)
        .load()
        .migrate();
  }

  /** Past all rights. */
  public void run(String sql) throws SQLException {
    try (var superuser = postgres.connect("aims_" + context, "postgres", "postgres")) {
      superuser.createStatement().execute(sql);
    }
  }

  /** What the query answers in the first column of its first row. */
  public String one(String sql) throws SQLException {
    try (var superuser = postgres.connect("aims_" + context, "postgres", "postgres");
        var row = superuser.createStatement().executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
