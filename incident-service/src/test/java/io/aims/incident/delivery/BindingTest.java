package io.aims.incident.delivery;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.globex;
import static io.aims.incident.Acme.tamper;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** A source that many systems share is bound to one, or the other way round. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class BindingTest {
  private static final String REASON = "{\"reason\":\"several teams run it\"}";
  @Inject
  RawBodies bodies;
  private UUID wrong;
  private UUID right;
  private String source;

  @BeforeEach
  void two_systems_and_a_source_for_all() {
    wrong = Acme.system();
    right = Acme.system();
    source = Acme.shared();
  }

  @Test
  void a_bound_source_counts_what_comes_for_its_system_and_a_replay_puts_right_what_came_before() {
    map(wrong);
    send(Alert.bias());
    send(Alert.bias());
    assertThat(firing(wrong)).isEqualTo(2);

    bind(right).statusCode(200).header("ETag", equalTo("\"3\"")).body("systemId", equalTo(right.toString()));
    send(Alert.bias().label("protected", "sex"));

    assertThat(firing(right)).isOne();
    assertThat(firing(wrong)).as("what was counted stays").isEqualTo(2);
    replay().statusCode(202).body("shared", equalTo(false));
    eventually(() -> firing(right) == 3);
    assertThat(firing(wrong)).isZero();
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + source + "/history")
        .then()
        .body("items.type", hasItems("aims.incident.hook-source.bound.v1",
            "aims.incident.hook-source.signals-moved.v1"))
        .body("items[2].data.systemId", equalTo(right.toString()))
        .body("items[2].texts.reason", equalTo("one team runs it"));
  }

  /** A rule would not mean it, but the source does: all that it says is about its system. */
  @Test
  void what_is_over_moves_by_a_binding_even_if_its_end_bears_less() {
    source = Acme.source(wrong);
    send(Alert.bias().label("ai_system_id", "pay"));
    send(Alert.bias().label("ai_system_id", "pay").resolved());
    tamper("update signal set system_ref = 'another' where source_id = '%s'", source);

    bind(right).statusCode(200);
    replay().statusCode(202);

    eventually(() -> count("select count(*) from watched_signal where source_id = '%s' and system_id = '%s'", source,
        right) == 1);
    assertThat(firing(wrong)).isZero();
  }

  @Test
  void an_end_goes_where_its_signal_has_fired_whatever_the_source_is_bound_to_since() {
    source = Acme.source(wrong);
    send(Alert.bias());

    bind(right).statusCode(200);
    send(Alert.bias().resolved());

    assertThat(count("select s.resolved from signal s join incident i on i.id = s.incident_id "
        + "where s.source_id = '%s' and i.system_id = '%s'", source, wrong)).isOne();
    assertThat(count("select count(*) from incident where system_id = '%s'", right)).isZero();
  }

  @Test
  void what_waits_unmapped_counts_for_the_system_and_nobody_assigns_it_elsewhere() {
    send(Alert.bias().label("ai_system_id", "nobodys-" + source));
    eventually(() -> count("select count(*) from unmapped_signal where source_id = '%s' and version = 1", source) == 1);
    String waits = as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?sourceId=" + source).path("items[0].id");
    tamper("update unmapped_signal set due_at = null where source_id = '%s'", source);

    bind(right).statusCode(200);

    eventually(() -> firing(right) == 1);
    as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals/" + waits + "/history")
        .then()
        .body("items[-1].data.by", equalTo("BINDING"))
        .body("items[-1].data.systemId", equalTo(right.toString()));
    tamper("update unmapped_signal set state = 'WAITING', deliveries = 1 where id = '%s'", waits);
    as(Role.INCIDENT_RESPONDER).header("If-Match", "\"2\"")
        .body("{\"systemId\":\"%s\",\"reason\":\"the team says so\"}".formatted(wrong))
        .post("/v1/unmapped-signals/" + waits + "/assignment")
        .then()
        .statusCode(409)
        .body("state", equalTo("BOUND"))
        .body("allowed", contains("sharing"));
    tamper("update unmapped_signal set state = 'MAPPED', deliveries = 0, due_at = null where id = '%s'", waits);
  }

  /** What waits of it goes there as well, a moment later. */
  @Test
  void a_signal_of_which_something_waits_moves_with_the_others() {
    map(wrong);
    send(Alert.bias().label("ai_system_id", "nobodys-" + source));
    unmap();
    send(Alert.bias().label("ai_system_id", "nobodys-" + source));
    tamper("""
        create or replace function fault() returns trigger language plpgsql as $$
        begin
          if new.state = 'MAPPED' then raise exception 'made for the test'; end if;
          return new;
        end $$;
        create trigger fault before update on unmapped_signal for each row execute function fault()""");
    try {
      bind(right).statusCode(200);
      replay().statusCode(202);
      eventually(() -> firing(right) == 1);
      assertThat(firing(wrong)).isZero();
    } finally {
      tamper("drop trigger if exists fault on unmapped_signal");
    }
    eventually(() -> firing(right) == 2);
  }

  /** Whoever places signals of the source waits for the test to let go; the source is bound meanwhile. */
  @ParameterizedTest
  @ValueSource(strings = {"shared", "bound"})
  void what_waits_in_the_queue_counts_for_what_the_source_is_bound_to_when_it_takes_effect(String before)
      throws Exception {
    if (before.equals("bound")) {
      source = Acme.source(wrong);
    } else {
      map(wrong);
    }
    try (var placing = TenancyContract.superuser()) {
      placing.setAutoCommit(false);
      try (var statement = placing.createStatement()) {
        statement.execute("set idle_in_transaction_session_timeout = 0");
        statement.execute("select pg_advisory_xact_lock(hashtextextended('placing %s', 44))".formatted(source));
      }
      deliver(source, Alert.bias().posted()).statusCode(202);
      bind(right).statusCode(200);
      placing.rollback();
    }

    eventually(() -> firing(right) == 1);
    assertThat(firing(wrong)).isZero();
    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + delivery())
        .then()
        .body("systemId", before.equals("bound") ? equalTo(wrong.toString()) : nullValue());
  }

  @Test
  void rules_are_kept_while_it_is_bound_and_count_again_when_it_is_shared() {
    map(wrong);
    bind(right).statusCode(200);
    mapping().body("shared", equalTo(false))
        .body("systemId", equalTo(right.toString()))
        .body("rules.systemId", contains(wrong.toString()));
    send(Alert.bias());
    assertThat(firing(right)).isOne();

    share("\"3\"").statusCode(200).header("ETag", equalTo("\"4\"")).body("systemId", nullValue());

    mapping().body("shared", equalTo(true))
        .body("systemId", nullValue())
        .body("rules.systemId", contains(wrong.toString()));
    send(Alert.bias().label("protected", "sex"));
    assertThat(firing(wrong)).isOne();
    assertThat(firing(right)).as("what was counted stays").isOne();
    replay().statusCode(202);
    eventually(() -> firing(wrong) == 2);
    assertThat(firing(right)).isZero();
  }

  @Test
  void what_names_no_system_waits_as_soon_as_the_source_is_shared() {
    source = Acme.source(wrong);
    send(Alert.bias());

    share("\"1\"").statusCode(200);
    send(Alert.bias().label("ai_system_id", "nobodys-" + source));

    assertThat(firing(wrong)).isOne();
    assertThat(count("select count(*) from unmapped_signal where source_id = '%s'", source)).isOne();
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + source + "/history")
        .then()
        .body("items.type", hasItems("aims.incident.hook-source.shared.v1"));
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources?shared=true&limit=1").then().body("items.id", contains(source));
  }

  /** It came for one system, and counts for another one. */
  @Test
  void what_was_sent_is_kept_for_what_its_signals_count_for_now() throws Exception {
    source = Acme.source(wrong);
    send(Alert.bias());
    var id = delivery();
    bind(right).statusCode(200);
    replay().statusCode(202);
    eventually(() -> firing(right) == 1);
    tamper("update delivery set received_at = received_at - interval '100 days' where id = '%s'", id);
    tamper("update incident set state = 'CLOSED', open = false, ended_at = now() - interval '15 days' "
        + "where system_id = '%s'", wrong);

    bodies.forget(Instant.now());
    assertThat(kept(id)).isTrue();

    tamper("update incident set state = 'CLOSED', open = false, ended_at = now() - interval '15 days' "
        + "where system_id = '%s'", right);
    bodies.forget(Instant.now());
    assertThat(kept(id)).isFalse();
  }

  @Test
  void its_events_reach_the_topic_and_keep_to_their_contract() {
    bind(right).statusCode(200);
    share("\"2\"").statusCode(200);

    for (var type : new String[]{"bound", "shared"}) {
      await().atMost(30, SECONDS)
          .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
              .filteredOn(event -> event.path("subject").asText().equals(source)
                  && event.path("type").asText().equals("aims.incident.hook-source.%s.v1".formatted(type)))
              .singleElement()
              .satisfies(event -> assertThat(EventContract.violations(event)).isEmpty()));
    }
  }

  @Test
  void it_takes_the_version_that_was_seen_and_another_state() {
    command("binding", null, binding(right)).statusCode(428);
    command("binding", "\"9\"", binding(right)).statusCode(412);
    command("sharing", null, REASON).statusCode(428);
    command("sharing", "\"9\"", REASON).statusCode(412);
    share("\"1\"").statusCode(409).body("state", equalTo("SHARED")).body("allowed", contains("binding"));
    command("binding", "\"1\"", binding(right)).statusCode(200);
    command("binding", "\"1\"", binding(wrong)).statusCode(412);
    bind(right).statusCode(409).body("state", equalTo("BOUND")).body("allowed", contains("sharing"));
    bind(wrong).statusCode(200).body("systemId", equalTo(wrong.toString()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"binding | {\"reason\":\"x\"} | 422",
      "binding | {\"systemId\":null,\"reason\":\"x\"} | 422",
      "binding | {\"systemId\":\"%s\"} | 422", "binding | {\"systemId\":\"%s\",\"reason\":\" \"} | 422",
      "binding | {\"systemId\":\"lending\",\"reason\":\"x\"} | 400", "binding | { | 400",
      "binding | {\"systemId\":\"%s\",\"reason\":\"x\",\"rules\":[]} | 400", "sharing | {} | 422",
      "sharing | {\"systemId\":\"%s\",\"reason\":\"x\"} | 400",
      "binding | {\"systemId\":\"0199a0c0-1111-7000-8000-00000000ffff\",\"reason\":\"x\"} | 422"})
  void a_bad_body_is_a_clear_problem_and_changes_nothing(String command, String body, int status) {
    command(command, "\"1\"", body.replace("%s", right.toString())).statusCode(status)
        .contentType("application/problem+json");

    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + source).then().header("ETag", equalTo("\"1\""));
  }

  @Test
  void another_organisations_source_looks_like_none_and_its_system_is_unknown() {
    var theirs = UUID.randomUUID();
    TestEvents
        .send(TestEvents.example("aims.inventory.ai-system.registered.v1", TestRealm.GLOBEX, theirs, 1, data -> {}));
    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_system where id = '%s'", theirs) == 1);

    bind(theirs).statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"))
        .body("violations[0].field", equalTo("systemId"));
    for (var command : new String[]{"binding", "sharing"}) {
      var body = command.equals("binding") ? binding(theirs) : REASON;
      assertThat(foreign(source, command, body)).isEqualTo(foreign(UUID.randomUUID().toString(), command, body));
    }
    for (var role : new String[]{Role.INCIDENT_RESPONDER, Role.EMPLOYEE, Role.SYSTEM_OWNER}) {
      as(role).header("If-Match", "\"1\"").body(REASON).post(path("sharing")).then().statusCode(403);
      as(role).header("If-Match", "\"1\"").body(binding(right)).post(path("binding")).then().statusCode(403);
    }
    given().contentType("application/json").body(REASON).post(path("sharing")).then().statusCode(401);
  }

  private static String binding(UUID system) {
    return "{\"systemId\":\"%s\",\"reason\":\"one team runs it\"}".formatted(system);
  }

  private static String foreign(String id, String command, String body) {
    return globex(Role.PLATFORM_ENGINEER).header("If-Match", "\"1\"")
        .body(body)
        .post("/v1/hook-sources/" + id + "/" + command)
        .then()
        .statusCode(404)
        .extract()
        .asString();
  }

  private String path(String command) {
    return "/v1/hook-sources/" + source + "/" + command;
  }

  private ValidatableResponse command(String command, String condition, String body) {
    var request = as(Role.PLATFORM_ENGINEER).body(body);
    return (condition == null ? request : request.header("If-Match", condition)).post(path(command)).then();
  }

  /** By whoever has seen the source as it is. */
  private ValidatableResponse bind(UUID system) {
    return command("binding", tag(), binding(system));
  }

  private ValidatableResponse share(String condition) {
    return command("sharing", condition, REASON);
  }

  private ValidatableResponse replay() {
    return as(Role.INCIDENT_RESPONDER).header("If-Match", tag())
        .body("{\"reason\":\"it went elsewhere\"}")
        .post(path("mapping/replay"))
        .then();
  }

  private ValidatableResponse mapping() {
    return as(Role.INTERNAL_AUDITOR).get(path("mapping")).then().statusCode(200);
  }

  private String tag() {
    return as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source).header("ETag");
  }

  private void map(UUID system) {
    rules("{\"by\":\"MODEL_REF\",\"matches\":\"lending-*\",\"systemId\":\"%s\"}".formatted(system));
  }

  private void unmap() {
    rules("");
  }

  private void rules(String rules) {
    as(Role.PLATFORM_ENGINEER).header("If-Match", tag())
        .body("{\"rules\":[%s],\"reason\":\"told\"}".formatted(rules))
        .put(path("mapping"))
        .then()
        .statusCode(200);
  }

  private void send(Alert alert) {
    deliver(source, alert.posted()).statusCode(202);
    Acme.settled(source);
  }

  private String delivery() {
    return as(Role.INCIDENT_RESPONDER).get("/v1/deliveries?sourceId=" + source).path("items[0].id");
  }

  private static boolean kept(String id) {
    return count("select length(body) from delivery where id = '%s'", id) > 0;
  }

  private long firing(UUID system) {
    return count("select coalesce(sum(s.firing), 0) from signal s join incident i on i.id = s.incident_id "
        + "where s.source_id = '%s' and i.system_id = '%s'", source, system);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(40, SECONDS).until(condition);
  }
}
