package io.aims.incident.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestPostgres;

/** A replay that runs while a release is brought in goes on, and says how far it is. */
class ReplaysMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID SOURCE = new UUID(7, 1);
  private final TestPostgres postgres = TestPostgres.start("incident");

  @Test
  void what_is_under_way_knows_how_many_signals_it_has_looked_at() throws Exception {
    migrate("181");
    for (var key : new String[]{"a", "b", "c"}) {
      signal(ACME, SOURCE, key);
    }
    signal(ACME, new UUID(7, 2), "a2");
    signal(new UUID(1, 2), SOURCE, "a3");
    run("""
        set session_replication_role = replica;
        insert into mapping_replay (tenant, id, source_id, behind, due_at)
        values ('%s', gen_random_uuid(), '%s', 'b', now())""".formatted(ACME, SOURCE));

    migrate("206");

    assertThat(one("select behind || signals || ' of ' || signals_at_start from mapping_replay where ended_at is null"))
        .isEqualTo("0 of 3");
    assertThat(one(
        "select bool_and(relforcerowsecurity) from pg_class where relname in ('mapping_replay', 'watched_signal')"))
        .isEqualTo("t");
  }

  private void signal(UUID tenant, UUID source, String key) throws SQLException {
    run("""
        insert into watched_signal (tenant, id, signal_key, source_id, system_id, kind, severity, status, changes, flapping,
          skewed, unheard, late, last_seen_at, version)
        values ('%s', gen_random_uuid(), '%s', '%s', gen_random_uuid(), 'DRIFT', 'MAJOR', 'FIRING', '{"micros":[]}', false,
          false, false, 0, now(), 1)"""
        .formatted(tenant, key, source));
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
