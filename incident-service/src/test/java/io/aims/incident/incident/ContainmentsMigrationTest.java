package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestMigrations;

/** What was done against the harm of incidents before each of it was kept is taken from their events. */
class ContainmentsMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private final TestMigrations database = TestMigrations.of("incident");

  @Test
  void each_containment_that_was_told_of_is_kept_with_its_author_and_reason() throws Exception {
    database.to("206");
    var twice = incident(ACME);
    contained(ACME, twice, 1, "{\"containment\":\"KILL_SWITCH\"}", "{\"reason\":{\"text\":\"off\",\"salt\":\"s\"}}");
    contained(ACME, twice, 2,
        "{\"containment\":\"ROLLBACK\",\"occurredAt\":\"2026-11-20T08:00:00Z\",\"evidencePreserved\":true}", "{}");
    var other = incident(GLOBEX);
    contained(GLOBEX, other, 1, "{\"containment\":\"OTHER\",\"evidencePreserved\":false}", "{}");
    database.run(
        """
            insert into assessment (tenant, id, incident_id, facts, matrix_version, rule, term, decided, severity, assessed_by,
              assessed_at)
            values ('%1$s', '%2$s', '%2$s', '{"harm":"SLIGHT","killSwitchUsed":true,"rollbackUsed":false}', 1, 'r', 'INCIDENT',
              'MAJOR', 'MAJOR', 'p', now())"""
            .formatted(ACME, twice));

    database.to("221");

    assertThat(database.one("""
        select string_agg(concat_ws(' ', incident_id, containment, alters_system, evidence_preserved,
          extract(epoch from occurred_at)::bigint, extract(epoch from recorded_at)::bigint, author, reason), ', '
          order by tenant, containment) from containment"""))
        .isEqualTo(
            "%1$s KILL_SWITCH f 1795000000 1795000000 p off, %1$s ROLLBACK t t 1795161600 1795000000 p , %2$s OTHER t f 1795000000 1795000000 p "
                .formatted(twice, other));
    assertThat(database.one("select facts::text from assessment")).isEqualTo("{\"harm\": \"SLIGHT\"}");
    assertThat(database.one("""
        select bool_and(relforcerowsecurity) from pg_class
        where relname in ('containment', 'incident', 'event', 'assessment')""")).isEqualTo("t");
  }

  private UUID incident(UUID tenant) throws SQLException {
    var id = UUID.randomUUID();
    database.run("""
        insert into incident (tenant, id, version, created_at, changed_at, reference, system_id, kind, severity, state,
          case_id, hook_source_id, signal_id, started_at)
        values ('%1$s', '%2$s', 1, now(), now(), '%2$s', '%2$s', 'DRIFT', 'MAJOR', 'CONTAINED', '%2$s', '%2$s', '%2$s',
          now())""".formatted(tenant, id));
    return id;
  }

  private void contained(UUID tenant, UUID incident, int version, String data, String texts) throws SQLException {
    database.run(
        """
            insert into event (tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id, occurred_at,
              actor, body, texts)
            values ('%1$s', gen_random_uuid(), 'aims.incident.incident.contained.v1', 'incident', '%2$s', %3$d, '%2$s',
              to_timestamp(1795000000), 'p', convert_to('{"data":%4$s}', 'UTF8'), '%5$s')"""
            .formatted(tenant, incident, version, data, texts));
  }
}
