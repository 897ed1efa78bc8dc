package io.aims.incident.delivery;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.globex;
import static io.aims.incident.Acme.tamper;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Occupied;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** A rule was wrong, and what it has placed goes where it belongs. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class MappingReplayTest {
  private UUID wrong;
  private UUID right;
  private String source;

  @BeforeEach
  void a_rule_that_means_the_wrong_system() {
    wrong = Acme.system();
    right = Acme.system();
    source = Acme.shared();
    map(wrong);
  }

  @Test
  void what_a_wrong_rule_has_placed_goes_where_the_right_one_places_it_with_all_that_was_counted() {
    send(Alert.bias());
    send(Alert.bias());
    assertThat(firing(wrong)).isEqualTo(2);
    var mistaken = openOf(wrong);
    map(right);

    replay("\"3\"").statusCode(202).header("ETag", equalTo("\"4\""));

    await().atMost(30, SECONDS).until(() -> firing(right) == 2);
    assertThat(firing(wrong)).isZero();
    assertThat(openOf(right)).isNotEqualTo(mistaken);
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + mistaken + "/timeline")
        .then()
        .body("items.text", hasItem("Signals: 1 left for other systems, where their source places them now"));
    as(Role.INCIDENT_RESPONDER).get("/v1/signals?sourceId=" + source)
        .then()
        .body("items.systemId", contains(right.toString()));
    as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source + "/history")
        .then()
        .body("items.type", hasItem("aims.incident.hook-source.signals-moved.v1"));
    send(Alert.bias());
    assertThat(firing(right)).isEqualTo(3);
    assertThat(running()).isZero();
  }

  @Test
  void it_joins_the_incident_that_is_open_there() {
    send(Alert.bias());
    map(right);
    send(Alert.bias().label("protected", "sex"));
    var open = openOf(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> firing(right) == 2);
    assertThat(openOf(right)).isEqualTo(open);
    assertThat(count("select count(*) from signal where incident_id = '%s'", open)).isEqualTo(2);
  }

  @Test
  void what_was_counted_before_the_rule_was_right_follows_what_was_counted_since() {
    send(Alert.bias());
    map(right);
    send(Alert.bias());
    assertThat(firing(wrong)).isOne();

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> firing(right) == 2);
    assertThat(firing(wrong)).isZero();
    assertThat(incidents(right)).isOne();
  }

  @Test
  void what_is_over_joins_the_incident_that_is_open_where_it_belongs() {
    send(Alert.bias());
    map(right);
    send(Alert.bias());
    send(Alert.bias().resolved());
    var open = openOf(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> firing(right) == 2);
    assertThat(firing(wrong)).isZero();
    assertThat(waiting()).isZero();
    assertThat(count("select count(*) from signal where incident_id = '%s' and status = 'RESOLVED'", open)).isOne();
  }

  @Test
  void what_fires_puts_an_incident_back_that_people_have_resolved() {
    send(Alert.bias().label("protected", "sex"));
    var mistaken = openOf(wrong);
    map(right);
    send(Alert.bias());
    var resolved = openOf(right);
    send(Alert.bias().resolved());
    Handling.to("RESOLVED", resolved);

    replay("\"3\"").statusCode(202);

    await().atMost(40, SECONDS)
        .until(() -> count("select count(*) from incident where id = '%s' and state = 'TRIAGE' and relapses = 1",
            resolved) == 1);
    assertThat(count("select count(*) from signal where incident_id = '%s'", mistaken)).isZero();
  }

  @Test
  void what_fires_anew_puts_nothing_back_that_it_has_left_before_the_round() throws Exception {
    send(Alert.bias());
    send(Alert.bias().resolved());
    var mistaken = Handling.to("RESOLVED", openOf(wrong));
    try (var occupied = new Occupied(mistaken)) {
      send(Alert.bias().with("startsAt", "2026-11-26T10:00:00Z"));
      tamper("update alarm set due_at = due_at + interval '1 hour' where incident_id = '%s'", mistaken);
    }
    map(right);
    replay("\"3\"").statusCode(202);
    await().atMost(30, SECONDS).until(() -> firing(right) == 2);

    tamper("update alarm set due_at = now() where incident_id = '%s'", mistaken);

    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from alarm where incident_id = '%s'", mistaken) == 0);
    Handling.read(mistaken).body("state", equalTo("RESOLVED"));
  }

  /** It would be placed by the rule behind, which does not mean it. */
  @Test
  void an_end_that_bears_less_than_what_it_ends_moves_nothing() {
    send(Alert.bias().label("ai_system_id", "pay"));
    send(Alert.bias().label("ai_system_id", "pay").resolved());
    tamper("update signal set system_ref = 'another' where source_id = '%s'", source);
    map(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> running() == 0);
    assertThat(firing(wrong)).isOne();
    assertThat(waiting()).isZero();
  }

  @Test
  void what_an_incident_of_its_own_system_has_counted_since_a_merge_stays_there() {
    send(Alert.bias());
    var mistaken = openOf(wrong);
    map(right);
    send(Alert.bias().label("kind", "drift"));
    var merged = openOf(right);
    as(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body("{\"targetId\":\"%s\",\"reason\":\"the same\"}".formatted(merged))
        .post("/v1/incidents/" + mistaken + "/merge")
        .then()
        .statusCode(200);
    map(wrong);
    send(Alert.bias());
    assertThat(counted(merged)).isEqualTo(2);
    map(right);

    replay("\"5\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> running() == 0);
    await().during(2, SECONDS).atMost(10, SECONDS).until(() -> counted(merged) == 2 && incidents(right) == 1);
  }

  /** The mapping that it decides by, and where things have been, must not change under it. */
  @Test
  void a_replay_waits_for_who_places_signals_of_the_source() throws Exception {
    send(Alert.bias());
    map(right);
    try (var placing = TenancyContract.superuser()) {
      lock(placing, "_shared");
      replay("\"3\"").statusCode(202);
      await().atMost(30, SECONDS)
          .until(() -> count("select count(*) from pg_locks where locktype = 'advisory' and not granted") > 0);
      assertThat(firing(wrong)).isOne();
      assertThat(running()).isOne();
      placing.rollback();
    }
    await().atMost(30, SECONDS).until(() -> firing(right) == 1);
  }

  @Test
  void who_places_signals_of_the_source_waits_for_a_replay() throws Exception {
    try (var replaying = TenancyContract.superuser()) {
      lock(replaying, "");
      deliver(source, Alert.bias().posted()).statusCode(202);
      await().during(2, SECONDS).atMost(4, SECONDS).until(() -> firing(wrong) == 0);
      replaying.rollback();
    }
    await().atMost(30, SECONDS).until(() -> firing(wrong) == 1);
  }

  private void lock(Connection connection, String shared) throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "select pg_advisory_xact_lock%s(hashtextextended('placing %s', 44))".formatted(shared, source));
  }

  @Test
  void whether_a_name_is_known_stays_open_where_the_monitor_gives_none() {
    send(Alert.bias().without("ai_system_id"));
    map(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> firing(right) == 1);
    assertThat(count("select count(*) from signal where source_id = '%s' and system_ref_known is null", source))
        .isOne();
  }

  @Test
  void a_step_that_fails_changes_nothing_and_is_tried_again() {
    send(Alert.bias());
    map(right);
    tamper("""
        create or replace function refuses() returns trigger language plpgsql as $$
        begin
          raise exception 'made for the test';
        end $$;
        create trigger refuses before update of ended_at on mapping_replay for each row when (new.ended_at is not null)
        execute function refuses()""");
    try {
      replay("\"3\"").statusCode(202);
      await().atMost(30, SECONDS)
          .untilAsserted(() -> last(Role.INCIDENT_RESPONDER).body("failures", greaterThan(0)));
      last(Role.INCIDENT_RESPONDER).body("state", equalTo("RUNNING"))
          .body("stuckSince", equalTo(last(Role.INCIDENT_RESPONDER).extract().path("wentOnAt")))
          .body("figures.signals", equalTo(0));
      assertThat(firing(wrong)).isOne();
      assertThat(waiting()).isZero();
    } finally {
      tamper("drop trigger refuses on mapping_replay; drop function refuses()");
    }
    await().atMost(40, SECONDS).until(() -> firing(right) == 1 && running() == 0);
    ended().body("failures", equalTo(0)).body("containsKey('stuckSince')", is(false));
  }

  @Test
  void who_asks_twice_is_answered_twice_and_it_happens_once() {
    send(Alert.bias());
    map(right);

    replay("\"3\"").statusCode(202);
    replay("\"4\"").statusCode(anyOf(equalTo(202), equalTo(412)));

    await().atMost(30, SECONDS).until(() -> firing(right) == 1 && running() == 0);
    assertThat(count("select count(*) from event where aggregate_id = '%s' and type like '%%signals-moved%%'", source))
        .isOne();
  }

  @Test
  void what_is_over_moves_and_opens_nothing() {
    send(Alert.bias());
    send(Alert.bias().resolved());
    map(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> waiting() == 1);
    await().during(2, SECONDS).atMost(10, SECONDS).until(() -> incidents(right) == 0);
    assertThat(count("select firing + resolved from signal where source_id = '%s' and incident_id is null", source))
        .isEqualTo(2);
  }

  @Test
  void an_incident_that_is_over_keeps_what_it_has_counted_and_what_was_said_last_counts_where_it_belongs() {
    send(Alert.bias());
    send(Alert.bias());
    var mistaken = openOf(wrong);
    as(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body("{\"reason\":\"another system\"}")
        .post("/v1/incidents/" + mistaken + "/dismissal")
        .then()
        .statusCode(200);
    map(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> firing(right) == 1);
    assertThat(firing(wrong)).isEqualTo(2);
  }

  @Test
  void many_signals_move_some_at_a_time() {
    var alerts = IntStream.range(0, 45)
        .mapToObj(i -> Alert.bias().label("protected", "attribute " + i))
        .toArray(Alert[]::new);
    deliver(source, Alert.group(alerts)).statusCode(202);
    Acme.settled(source);
    map(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> firing(right) == 45);
    assertThat(incidents(right)).isOne();
    ended().body("signalsAtStart", equalTo(45))
        .body("figures.signals", equalTo(45))
        .body("figures.deliveries", equalTo(3))
        .body("figures.moved", equalTo(45))
        .body("figures.firing", equalTo(45));
  }

  @Test
  void what_is_not_kept_any_more_or_belongs_where_it_is_stays() {
    send(Alert.bias());
    tamper("update delivery set body = '', raw_dropped_at = now() where source_id = '%s'", source);
    map(right);

    replay("\"3\"").statusCode(202);

    await().atMost(30, SECONDS).until(() -> running() == 0);
    assertThat(firing(wrong)).isOne();
    assertThat(firing(right)).isZero();
    send(Alert.bias().label("protected", "sex"));
    assertThat(firing(right)).isOne();
    replay("\"5\"").statusCode(202);
    await().atMost(30, SECONDS).until(() -> running() == 0);
    assertThat(count("select count(*) from event where aggregate_id = '%s' and type like '%%signals-moved%%'", source))
        .isZero();
  }

  @Test
  void only_who_may_map_a_source_and_has_seen_its_mapping_replays_it() {
    map(right);
    replay(null).statusCode(428);
    replay("\"2\"").statusCode(412);
    globex(Role.PLATFORM_ENGINEER).header("If-Match", "\"3\"")
        .body("{\"reason\":\"not mine\"}")
        .post("/v1/hook-sources/" + source + "/mapping/replay")
        .then()
        .statusCode(404);
    as(Role.EMPLOYEE).header("If-Match", "\"3\"")
        .body("{\"reason\":\"curious\"}")
        .post("/v1/hook-sources/" + source + "/mapping/replay")
        .then()
        .statusCode(403);
    last(Role.INCIDENT_RESPONDER).statusCode(404);
  }

  @Test
  void its_end_is_told_with_what_came_of_it() {
    send(Alert.bias().label("protected", "sex"));
    send(Alert.bias());
    send(Alert.bias().resolved());
    map(right);
    send(Alert.bias().label("protected", "race"));

    replay("\"3\"").statusCode(202);

    ended().body("sourceId", equalTo(source))
        .body("signalsAtStart", equalTo(3))
        .body("figures.signals", equalTo(3))
        .body("figures.deliveries", equalTo(3))
        .body("figures.moved", equalTo(2))
        .body("figures.joined", equalTo(1))
        .body("figures.firing", equalTo(1));
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + source + "/history")
        .then()
        .body("items[-1].type", equalTo("aims.incident.hook-source.mapping-replay-ended.v1"))
        .body("items[-1].actor", equalTo("service:incident-service"))
        .body("items[-1].data.signals", equalTo(3))
        .body("items[-1].data.deliveries", equalTo(3))
        .body("items[-1].data.moved", equalTo(2))
        .body("items[-1].data.joined", equalTo(1))
        .body("items[-1].data.firing", equalTo(1));
  }

  @Test
  void the_next_one_takes_its_place() {
    send(Alert.bias());
    map(right);
    replay("\"3\"").statusCode(202);
    String first = ended().body("figures.moved", equalTo(1)).extract().path("startedAt");

    replay("\"6\"").statusCode(202);

    ended().body("figures.moved", equalTo(0)).body("figures.signals", equalTo(1)).body("startedAt", greaterThan(first));
  }

  @Test
  void how_far_it_is_can_be_read_while_it_runs() throws Exception {
    var alerts = IntStream.range(0, 25)
        .mapToObj(i -> Alert.bias().label("protected", "attribute " + i))
        .toArray(Alert[]::new);
    deliver(source, Alert.group(alerts)).statusCode(202);
    Acme.settled(source);
    map(right);
    try (var looking = TenancyContract.superuser()) {
      looking.setAutoCommit(false);
      execute(looking, """
          select id from watched_signal where source_id = '%s' order by signal_key desc limit 1 for update"""
          .formatted(source));
      replay("\"3\"").statusCode(202);

      await().atMost(30, SECONDS)
          .untilAsserted(() -> last(Role.EXTERNAL_AUDITOR).body("figures.signals", equalTo(20)));
      last(Role.EXTERNAL_AUDITOR).body("state", equalTo("RUNNING"))
          .body("signalsAtStart", equalTo(25))
          .body("figures.moved", equalTo(20))
          .body("failures", equalTo(0))
          .body("containsKey('endedAt')", is(false));
      looking.rollback();
    }
    ended().body("figures.moved", equalTo(25));
  }

  /** To wait for a lock is no fault of the replay's; who looks after it sees all the same that it does not go on. */
  @Test
  void a_replay_that_waits_for_a_lock_over_and_over_says_since_when() throws Exception {
    send(Alert.bias());
    map(right);
    try (var looking = TenancyContract.superuser()) {
      looking.setAutoCommit(false);
      execute(looking, "select id from watched_signal where source_id = '%s' for update".formatted(source));
      replay("\"3\"").statusCode(202);
      String began = last(Role.INCIDENT_RESPONDER).body("state", equalTo("RUNNING"))
          .body("containsKey('stuckSince')", is(false))
          .extract()
          .path("wentOnAt");

      await().atMost(30, SECONDS)
          .untilAsserted(() -> last(Role.INCIDENT_RESPONDER).body("stuckSince", equalTo(began)));
      // a lock is waited for ten seconds, and then once more
      await().during(22, SECONDS)
          .atMost(25, SECONDS)
          .untilAsserted(() -> last(Role.INCIDENT_RESPONDER).body("stuckSince", equalTo(began))
              .body("wentOnAt", equalTo(began))
              .body("failures", equalTo(0))
              .body("state", equalTo("RUNNING")));
      looking.rollback();
    }
    ended().body("figures.moved", equalTo(1)).body("containsKey('stuckSince')", is(false));
  }

  /** A step, too, locks its replay before its source. */
  @Test
  void who_begins_one_while_a_step_is_taken_keeps_the_source_from_nobody() throws Exception {
    send(Alert.bias());
    map(right);
    replay("\"3\"").statusCode(202);
    ended();
    try (var step = TenancyContract.superuser()) {
      step.setAutoCommit(false);
      execute(step, "select id from mapping_replay where source_id = '%s' for update".formatted(source));

      var asked = CompletableFuture.supplyAsync(() -> replay("\"6\"").extract().statusCode());
      await().atMost(30, SECONDS)
          .until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);
      execute(step, "select id from hook_source where id = '%s' for no key update nowait".formatted(source));

      step.rollback();
      assertThat(asked.get(20, SECONDS)).isEqualTo(202);
    }
  }

  @Test
  void only_who_may_read_the_mapping_reads_of_its_replay() {
    last(Role.INTERNAL_AUDITOR).statusCode(404);
    map(right);
    replay("\"3\"").statusCode(202);

    for (var role : List.of(Role.GOVERNANCE_OFFICER, Role.PLATFORM_ENGINEER, Role.INCIDENT_RESPONDER,
        Role.INTERNAL_AUDITOR, Role.EXTERNAL_AUDITOR)) {
      last(role).statusCode(200);
    }
    last(Role.EMPLOYEE).statusCode(403);
    globex(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source + "/mapping/replay").then().statusCode(404);
  }

  private ValidatableResponse last(String role) {
    return as(role).get("/v1/hook-sources/" + source + "/mapping/replay").then();
  }

  /** The last replay, once it is done. */
  private ValidatableResponse ended() {
    await().atMost(30, SECONDS).untilAsserted(() -> last(Role.INCIDENT_RESPONDER).body("state", equalTo("DONE")));
    return last(Role.INCIDENT_RESPONDER).statusCode(200).body("endedAt", notNullValue());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set idle_in_transaction_session_timeout = 0");
      statement.execute(sql);
    }
  }

  private void send(Alert alert) {
    deliver(source, alert.posted()).statusCode(202);
    Acme.settled(source);
  }

  /** The one rule of the source. */
  private void map(UUID system) {
    int version = as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source + "/mapping").path("version");
    as(Role.PLATFORM_ENGINEER).header("If-Match", "\"" + version + "\"")
        .body("""
            {"rules":[{"by":"MODEL_REF","matches":"lending-*","systemId":"%s"}],"reason":"told by the team"}"""
            .formatted(system))
        .put("/v1/hook-sources/" + source + "/mapping")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse replay(String condition) {
    var request = as(Role.INCIDENT_RESPONDER).body("{\"reason\":\"the rule was wrong\"}");
    return (condition == null ? request : request.header("If-Match", condition))
        .post("/v1/hook-sources/" + source + "/mapping/replay")
        .then();
  }

  private String openOf(UUID system) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/incidents?open=true&systemId=" + system)
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].id");
  }

  private long firing(UUID system) {
    return count("select coalesce(sum(s.firing), 0) from signal s join incident i on i.id = s.incident_id "
        + "where s.source_id = '%s' and i.system_id = '%s'", source, system);
  }

  private static long counted(String incident) {
    return count("select sum(firing) from signal where incident_id = '%s'", incident);
  }

  private long waiting() {
    return count("select count(*) from signal where source_id = '%s' and incident_id is null", source);
  }

  private static long incidents(UUID system) {
    return count("select count(*) from incident where system_id = '%s'", system);
  }

  private long running() {
    return count("select count(*) from mapping_replay where source_id = '%s' and ended_at is null", source);
  }
}
