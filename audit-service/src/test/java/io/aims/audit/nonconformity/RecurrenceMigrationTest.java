package io.aims.audit.nonconformity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.test.TestMigrations;

/** Nonconformities of an installation that has kept only the last recurrence get all of them from its event log. */
class RecurrenceMigrationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID ACME = UUID.fromString("0190a5a0-0000-7000-8000-000000000001");
  private static final UUID GLOBEX = UUID.fromString("0190a5a0-0000-7000-8000-000000000002");
  private static final UUID FIRST = UUID.fromString("0190a5a0-0000-7000-8000-0000000000a1");
  private static final UUID SECOND = UUID.fromString("0190a5a0-0000-7000-8000-0000000000a2");
  private final TestMigrations database = TestMigrations.of("audit");

  @Test
  void each_time_is_found_and_what_nobody_has_decided_on_contradicts() throws Exception {
    database.to("173");
    var never = nonconformity(ACME, "CLOSED", false);
    var upheld = nonconformity(ACME, "CLOSED", true);
    recurred(ACME, upheld, 1, FIRST);
    event(ACME, upheld, 2, "recurrence-judged", "{}");
    var contradicted = nonconformity(GLOBEX, "CONTRADICTED", true);
    recurred(GLOBEX, contradicted, 1, FIRST);
    recurred(GLOBEX, contradicted, 2, SECOND);
    database.run("insert into incident_case (tenant, incident_id, case_id) values ('%s', '%s', gen_random_uuid())"
        .formatted(GLOBEX, SECOND));

    database.to("174");

    assertThat(happenings(never)).isEmpty();
    assertThat(happenings(upheld)).singleElement()
        .satisfies(it -> assertThat(it.path("contradicts").asBoolean()).isFalse())
        .satisfies(it -> assertThat(it.path("incidentId").asText()).isEqualTo(FIRST.toString()));
    assertThat(happenings(contradicted)).extracting(it -> it.path("incidentId").asText())
        .containsExactly(FIRST.toString(), SECOND.toString());
    assertThat(happenings(contradicted)).allSatisfy(it -> assertThat(it.path("contradicts").asBoolean()).isTrue())
        .allSatisfy(it -> assertThat(it.path("withdrawn").asBoolean()).isFalse());
    assertThat(database.one("select recurred from nonconformity where id = '%s'".formatted(never))).isEqualTo("f");
    assertThat(database.one("select recurred from nonconformity where id = '%s'".formatted(contradicted)))
        .isEqualTo("t");
    assertThat(
        database.one("select recurrence_of = (select origin_id from nonconformity where id = '%s') from incident_case"
            .formatted(contradicted)))
        .isEqualTo("t");
  }

  private UUID nonconformity(UUID tenant, String state, boolean recurred) throws SQLException {
    var id = UUID.randomUUID();
    database.run(
        """
            insert into nonconformity (id, tenant, version, created_at, changed_at, reference, title, statement, origin_kind,
              origin_id, nodes, grade, owner_id, raised_by, state, corrective_actions, recurrence)
            values ('%s', '%s', 1, now(), now(), '%1$s', 't', 's', 'INCIDENT', gen_random_uuid(), array['9.1'], 'MAJOR',
              gen_random_uuid(), gen_random_uuid(), '%s', '{"all": []}', %s)"""
            .formatted(id, tenant, state, recurred ? "'{\"times\": 1}'" : "null"));
    return id;
  }

  private void recurred(UUID tenant, UUID id, int version, UUID as) throws SQLException {
    event(tenant, id, version, "recurred",
        "{\"incidentId\":\"%s\",\"times\":%d,\"contradicted\":true,\"linkedCases\":[\"%s\"]}"
            .formatted(as, version, UUID.randomUUID()));
  }

  private void event(UUID tenant, UUID id, int version, String what, String data) throws SQLException {
    database.run(
        """
            insert into event (tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id, occurred_at,
              actor, body, texts)
            values ('%s', gen_random_uuid(), 'aims.audit.nonconformity.%s.v1', 'nonconformity', '%s', %d, gen_random_uuid(),
              now(), 'somebody', convert_to('{"time":"2026-11-20T08:00:00Z","data":%s}', 'UTF8'), '{}')"""
            .formatted(tenant, what, id, version, data));
  }

  private Iterable<JsonNode> happenings(UUID id) throws Exception {
    return JSON.readTree(database.one("select recurrence from nonconformity where id = '%s'".formatted(id)))
        .path("happenings");
  }
}
