package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestMigrations;

/** What is noted while a release is brought in puts its incident back as it would have before. */
class RelapsesMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private final TestMigrations database = TestMigrations.of("incident");

  @Test
  void each_note_names_a_signal_that_fires_and_what_was_merged_is_noted_for_what_goes_on() throws Exception {
    database.to("181");
    var resolved = incident(ACME, null);
    var firing = signal(ACME, resolved, "FIRING", 10);
    signal(ACME, resolved, "RESOLVED", 0);
    note(ACME, resolved);
    var target = incident(GLOBEX, null);
    var merged = incident(GLOBEX, target);
    var last = signal(GLOBEX, merged, "RESOLVED", 0);
    signal(GLOBEX, merged, "RESOLVED", 10);
    note(GLOBEX, merged);

    database.to("205");

    assertThat(database.one("select string_agg(incident_id || ' ' || signal_id, ', ' order by tenant) from relapse"))
        .isEqualTo(resolved + " " + firing + ", " + target + " " + last);
    assertThat(
        database.one(
            "select bool_and(relforcerowsecurity) from pg_class where relname in ('relapse', 'incident', 'signal')"))
        .isEqualTo("t");
  }

  private UUID incident(UUID tenant, UUID mergedInto) throws SQLException {
    var id = UUID.randomUUID();
    database.run("""
        insert into incident (tenant, id, version, created_at, changed_at, reference, system_id, kind, severity, state,
          case_id, hook_source_id, signal_id, started_at, merged_into)
        values ('%1$s', '%2$s', 1, now(), now(), '%2$s', '%2$s', 'DRIFT', 'MAJOR', 'RESOLVED', '%2$s', '%2$s', '%2$s',
          now(), %3$s)""".formatted(tenant, id, mergedInto == null ? "null" : "'" + mergedInto + "'"));
    return id;
  }

  private UUID signal(UUID tenant, UUID incident, String status, int age) throws SQLException {
    var id = UUID.randomUUID();
    database.run(
        """
            insert into signal (tenant, id, incident_id, signal_key, source_id, status, severity, firing, resolved, deliveries,
              first_seen_at, last_seen_at, last_delivery_id)
            values ('%1$s', '%2$s', '%3$s', '%2$s', '%2$s', '%4$s', 'MAJOR', 1, 0, 1, now(),
              now() - interval '%5$d minutes', '%2$s')"""
            .formatted(tenant, id, incident, status, age));
    return id;
  }

  private void note(UUID tenant, UUID incident) throws SQLException {
    database.run(
        "insert into relapse (tenant, incident_id, due_at) values ('%s', '%s', now())".formatted(tenant, incident));
  }
}
