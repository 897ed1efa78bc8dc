package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestMigrations;

/** Incidents of before are as bad as they are called, and nobody's judgement is overruled. */
class AlarmsMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private final TestMigrations database = TestMigrations.of("incident");

  @Test
  void what_people_have_judged_in_its_present_life_stays_and_a_note_without_its_signal_goes() throws Exception {
    database.to("243");
    var waiting = incident(ACME, "TRIAGE", "null");
    var judged = incident(GLOBEX, "TRIAGE", "null");
    assessment(GLOBEX, judged, "1 hour");
    var relapsed = incident(ACME, "TRIAGE", "now() - interval '1 minute'");
    assessment(ACME, relapsed, "1 hour");
    var resolved = incident(ACME, "RESOLVED", "null");
    note(ACME, resolved, signal(ACME, resolved));
    note(ACME, resolved, UUID.randomUUID());

    database.to("252");

    assertThat(heard()).contains(waiting + " MAJOR false", relapsed + " MAJOR false", judged + " MAJOR true",
        resolved + " MAJOR true");
    assertThat(database.one("select string_agg(incident_id || ' ' || severity || ' ' || anew, ', ') from alarm"))
        .isEqualTo(resolved + " CRITICAL true");
    assertThat(database.one("""
        select bool_and(relforcerowsecurity) from pg_class
        where relname in ('alarm', 'incident', 'signal', 'assessment')""")).isEqualTo("t");
  }

  /** Or what fires on would be told to people who have judged it. */
  @Test
  void what_people_have_judged_has_heard_all_that_can_be_heard() throws Exception {
    database.to("243");
    var open = incident(GLOBEX, "OPEN", "null");
    signal(GLOBEX, open);
    var target = incident(ACME, "OPEN", "null");
    var merged = incident(ACME, "MERGED", "null");
    signal(ACME, merged);
    database.run("update incident set merged_into = '%s' where id = '%s'".formatted(target, merged));
    var waiting = incident(GLOBEX, "TRIAGE", "null");
    signal(GLOBEX, waiting);
    var held = incident(ACME, "OPEN", "null");
    watched(ACME, signal(ACME, held), "now(), null, now(), null, false");
    var muted = incident(ACME, "OPEN", "null");
    watched(ACME, signal(ACME, muted), "now(), now(), now(), null, false");
    var withheld = incident(ACME, "OPEN", "null");
    watched(ACME, signal(ACME, withheld), "now(), now(), null, 'SOURCE', false");
    var heard = incident(ACME, "OPEN", "null");
    watched(ACME, signal(ACME, heard), "now(), now(), null, null, false");
    var flapping = incident(ACME, "OPEN", "null");
    watched(ACME, signal(ACME, flapping), "now(), now(), now(), null, true");
    var over = incident(ACME, "OPEN", "null");
    watched(ACME, signal(ACME, over), "null, null, null, null, false");
    var noted = incident(GLOBEX, "OPEN", "null");
    database.to("251");
    database.run("""
        insert into alarm (tenant, incident_id, signal_id, due_at, severity, anew)
        values ('%s', '%s', '%s', now(), 'CRITICAL', false)""".formatted(GLOBEX, noted, signal(GLOBEX, noted)));

    database.to("252");

    assertThat(heard()).contains(open + " CRITICAL true", target + " CRITICAL true", heard + " CRITICAL true",
        flapping + " CRITICAL true", over + " CRITICAL true", waiting + " MAJOR false", held + " MAJOR true",
        muted + " MAJOR true", withheld + " MAJOR true", noted + " MAJOR true");
    assertThat(database.one("""
        select bool_and(relforcerowsecurity) from pg_class
        where relname in ('alarm', 'incident', 'signal', 'watched_signal')""")).isEqualTo("t");
  }

  private String heard() throws SQLException {
    return database.one("select string_agg(id || ' ' || signalled || ' ' || judged, ', ') from incident");
  }

  /** @param stands since when it fires, is heard to, when it is looked at, by what it is withheld, whether it flaps */
  private void watched(UUID tenant, UUID signal, String stands) throws SQLException {
    database.run(
        """
            insert into watched_signal (tenant, id, signal_key, source_id, system_id, kind, severity, changes, skewed, unheard,
              late, last_seen_at, firing_since, ripe_since, due_at, withheld_by, flapping)
            values ('%1$s', '%2$s', '%2$s', '%2$s', '%2$s', 'DRIFT', 'CRITICAL', '[]', false, false, 0, now(), %3$s)"""
            .formatted(tenant, signal, stands));
  }

  private UUID incident(UUID tenant, String state, String reopenedAt) throws SQLException {
    var id = UUID.randomUUID();
    database.run("""
        insert into incident (tenant, id, version, created_at, changed_at, reference, system_id, kind, severity, state,
          case_id, hook_source_id, signal_id, started_at, reopened_at, open)
        values ('%1$s', '%2$s', 1, now() - interval '1 day', now(), '%2$s', '%2$s', 'DRIFT', 'MAJOR', '%3$s', '%2$s',
          '%2$s', '%2$s', now(), %4$s, true)""".formatted(tenant, id, state, reopenedAt));
    return id;
  }

  private void assessment(UUID tenant, UUID incident, String age) throws SQLException {
    database.run(
        """
            insert into assessment (tenant, id, incident_id, facts, matrix_version, rule, term, decided, severity, assessed_by,
              assessed_at)
            values ('%1$s', '%2$s', '%2$s', '{}', 1, 'r', 'INCIDENT', 'MAJOR', 'MAJOR', 'p', now() - interval '%3$s')"""
            .formatted(tenant, incident, age));
  }

  private UUID signal(UUID tenant, UUID incident) throws SQLException {
    var id = UUID.randomUUID();
    database.run(
        """
            insert into signal (tenant, id, incident_id, signal_key, source_id, status, severity, firing, resolved, deliveries,
              first_seen_at, last_seen_at, last_delivery_id)
            values ('%1$s', '%2$s', '%3$s', '%2$s', '%2$s', 'FIRING', 'CRITICAL', 1, 0, 1, now(), now(), '%2$s')"""
            .formatted(tenant, id, incident));
    return id;
  }

  private void note(UUID tenant, UUID incident, UUID signal) throws SQLException {
    database.run("insert into relapse (tenant, incident_id, signal_id, due_at) values ('%s', '%s', '%s', now())"
        .formatted(tenant, incident, signal));
  }
}
