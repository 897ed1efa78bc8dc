package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestPostgres;

/** What is noted while a release is brought in puts its incident back as it would have before. */
class RelapsesMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private final TestPostgres postgres = TestPostgres.start("incident");

  @Test
  void each_note_names_a_signal_that_fires_and_what_was_merged_is_noted_for_what_goes_on() throws Exception {
    migrate("181");
    var resolved = incident(ACME, null);
    var firing = signal(ACME, resolved, "FIRING", 10);
    signal(ACME, resolved, "RESOLVED", 0);
    note(ACME, resolved);
    var target = incident(GLOBEX, null);
    var merged = incident(GLOBEX, target);
    var last = signal(GLOBEX, merged, "RESOLVED", 0);
    signal(GLOBEX, merged, "RESOLVED", 10);
    note(GLOBEX, merged);

    migrate("205");

    assertThat(one("select string_agg(incident_id || ' ' || signal_id, ', ' order by tenant) from relapse"))
        .isEqualTo(resolved + " " + firing + ", " + target + " " + last);
    assertThat(
        one("select bool_and(relforcerowsecurity) from pg_class where relname in ('relapse', 'incident', 'signal')"))
        .isEqualTo("t");
  }

  private UUID incident(UUID tenant, UUID mergedInto) throws SQLException {
    var id = UUID.randomUUID();
    run("""
        insert into incident (tenant, id, version, created_at, changed_at, reference, system_id, kind, severity, state,
          case_id, hook_source_id, signal_id, started_at, merged_into)
        values ('%1$s', '%2$s', 1, now(), now(), '%2$s', '%2$s', 'DRIFT', 'MAJOR', 'RESOLVED', '%2$s', '%2$s', '%2$s',
          now(), %3$s)""".formatted(tenant, id, mergedInto == null ? "null" : "'" + mergedInto + "'"));
    return id;
  }

  private UUID signal(UUID tenant, UUID incident, String status, int age) throws SQLException {
    var id = UUID.randomUUID();
    run("""
        insert into signal (tenant, id, incident_id, signal_key, source_id, status, severity, firing, resolved, deliveries,
          first_seen_at, last_seen_at, last_delivery_id)
        values ('%1$s', '%2$s', '%3$s', '%2$s', '%2$s', '%4$s', 'MAJOR', 1, 0, 1, now(),
          now() - interval '%5$d minutes', '%2$s')"""
        .formatted(tenant, id, incident, status, age));
    return id;
  }

  private void note(UUID tenant, UUID incident) throws SQLException {
    run("insert into relapse (tenant, incident_id, due_at) values ('%s', '%s', now())".formatted(tenant, incident));
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
