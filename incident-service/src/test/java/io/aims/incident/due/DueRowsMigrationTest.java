package io.aims.incident.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestMigrations;

/** What was there before due dates reached people knows afterwards what it needs for it, in each organisation. */
class DueRowsMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private static final UUID ID = new UUID(2, 2);
  private final TestMigrations database = TestMigrations.of("incident");

  @Test
  void kinds_of_reports_days_of_tasks_and_subjects_of_notifications_are_filled_in() throws Exception {
    database.to("206");
    var met = clock(ACME);
    var report = report(ACME, "INITIAL");
    database.run("update regulatory_clock set state = 'MET', report_id = '%s' where id = '%s'".formatted(report, met));
    var running = clock(GLOBEX);
    task(ACME, "OPEN", "'2026-11-27'");
    task(ACME, "DONE", "'2026-11-27'");
    task(GLOBEX, "OPEN", "null");
    notification(ACME, "CLOCK_OVERDUE", met);
    notification(ACME, "OPENED", null);
    notification(GLOBEX, "TASK_ASSIGNED", null);

    database.to("243");

    assertThat(database.one("select report_kind from regulatory_clock where id = '%s'".formatted(met)))
        .isEqualTo("INITIAL");
    assertThat(database.one("select report_kind from regulatory_clock where id = '%s'".formatted(running))).isNull();
    assertThat(
        database.one("select string_agg(state || ' ' || due_on, ',') from task where next_at = '2026-11-28T00:00:00Z'"))
        .isEqualTo("OPEN 2026-11-27");
    assertThat(database.one("select count(*) from task where next_at is null")).isEqualTo("2");
    assertThat(
        database.one("select string_agg(occasion || ' ' || coalesce(subject_id::text, 'none'), ', ' order by occasion)"
            + " from notification"))
        .isEqualTo("CLOCK_OVERDUE " + met + ", OPENED " + ID + ", TASK_ASSIGNED none");
    assertThat(database.one("select bool_and(relforcerowsecurity) from pg_class where relname in ('regulatory_clock',"
        + " 'authority_report', 'task', 'notification')")).isEqualTo("t");
  }

  @Test
  void nothing_becomes_due_of_what_has_turned_out_to_be_none() throws Exception {
    database.to("206");
    var dismissed = incident("DISMISSED", null);
    var merged = incident("MERGED", dismissed);
    var open = incident("OPEN", null);
    for (var incident : List.of(dismissed, merged, open)) {
      insert(ACME, "task", "incident_id, case_id, title, owner_id, due_on, state",
          "'%1$s', '%1$s', 'look', '%1$s', '2026-11-27', 'OPEN'".formatted(incident));
      insert(ACME, "communication", "reference, incident_id, case_id, state, recipient, due_at, next_at",
          "'%1$s', '%1$s', '%1$s', 'PLANNED', '{}', now(), now()".formatted(incident));
    }

    database.to("243");

    for (var table : List.of("task", "communication")) {
      assertThat(
          database.one("select string_agg(incident_id::text, ',') from %s where next_at is not null".formatted(table)))
          .isEqualTo(open.toString());
    }
    assertThat(database.one("select bool_and(relforcerowsecurity) from pg_class where relname in ('incident', 'task',"
        + " 'communication')")).isEqualTo("t");
  }

  private UUID incident(String state, UUID mergedInto) throws SQLException {
    return insert(ACME, "incident", "reference, system_id, kind, severity, state, case_id, hook_source_id, signal_id,"
        + " started_at, merged_into",
        "'%2$s', '%1$s', 'DRIFT', 'MAJOR', '%2$s', '%1$s', '%1$s', '%1$s', now(), %3$s".formatted(ID, state,
            mergedInto == null ? "null" : "'" + mergedInto + "'"));
  }

  private UUID clock(UUID tenant) throws SQLException {
    return insert(tenant, "regulatory_clock", "incident_id, case_id, decision_id, rule_id, family, jurisdiction, terms,"
        + " state, starts_at, runs_from, due_at, reminders",
        "'%1$s', '%1$s', '%1$s', 'R', 'R', 'DE', '{}', 'RUNNING', now(), now(), now(), 0".formatted(ID));
  }

  private UUID report(UUID tenant, String kind) throws SQLException {
    return insert(tenant, "authority_report",
        "reference, incident_id, case_id, clock_id, rule_id, kind, form, addressee,"
            + " jurisdiction, state, draft",
        "'RPT-0001', '%1$s', '%1$s', '%1$s', 'R', '%2$s', 'F', 'A', 'DE', 'SUBMITTED', '{}'".formatted(ID, kind));
  }

  private void task(UUID tenant, String state, String dueOn) throws SQLException {
    insert(tenant, "task", "incident_id, case_id, title, owner_id, due_on, state",
        "'%1$s', '%1$s', 'look', '%1$s', %2$s, '%3$s'".formatted(ID, dueOn, state));
  }

  private void notification(UUID tenant, String occasion, UUID clock) throws SQLException {
    insert(tenant, "notification", "call_id, occasion, incident_id, person_id, circle, message, circles_left, state",
        "gen_random_uuid(), '%2$s', '%1$s', '%1$s', 0, '{\"path\":\"/v1/incidents/%1$s%3$s\"}', '{}', 'WAITING'"
            .formatted(ID, occasion, clock == null ? "" : "/clocks/" + clock));
  }

  /** A row alone: what it belongs to does not matter here. */
  private UUID insert(UUID tenant, String table, String columns, String values) throws SQLException {
    var id = UUID.randomUUID();
    database
        .run("set session_replication_role = replica; insert into %s (tenant, id, version, created_at, changed_at, %s)"
            .formatted(table, columns) + " values ('%s', '%s', 1, now(), now(), %s)".formatted(tenant, id, values));
    return id;
  }
}
