package io.aims.incident.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestPostgres;

/** Of what systems were called in a label, only what had lost all of a name goes; the rest stays until it is told anew. */
class NamesMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private final TestPostgres postgres = TestPostgres.start("incident");

  @Test
  void a_name_of_dashes_means_nobody_any_more_and_every_other_one_stays() throws Exception {
    migrate("175");
    for (var name : new String[]{"-", "--", "fraud-eu", "caf-scoring", "-ber-gr-e", "lending"}) {
      run("insert into known_name (tenant, name, system_id) values ('%s', '%s', gen_random_uuid())".formatted(ACME,
          name));
    }
    run("insert into known_name (tenant, name, system_id) values ('%s', '-', gen_random_uuid())".formatted(GLOBEX));

    migrate("176");

    assertThat(one("select string_agg(name, ' ' order by name collate \"C\") from known_name"))
        .isEqualTo("-ber-gr-e caf-scoring fraud-eu lending");
    assertThat(one("select relforcerowsecurity from pg_class where relname = 'known_name'")).isEqualTo("t");
  }

  private void migrate(String target) {
    Flyway.configure()
        .dataSource("jdbc:postgresql://127.0.0.1:%d/aims_incident".formatted(postgres.port()), "incident_owner",
            "owner")
        .locations("db/platform", "db/migration")
        .placeholders(Map.of("app", "incident_app", "worker", "incident_worker"))
        .target(target)
        .load()
        .migrate();
  }

  private void run(String sql) throws SQLException {
    try (var superuser = postgres.connect("aims_incident", "postgres", "postgres")) {
      superuser.createStatement().execute(sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (var superuser = postgres.connect("aims_incident", "postgres", "postgres");
        var row = superuser.createStatement().executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
