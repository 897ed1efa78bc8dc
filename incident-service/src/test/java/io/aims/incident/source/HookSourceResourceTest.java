package io.aims.incident.source;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class HookSourceResourceTest {

  @Test
  void a_registered_source_can_be_read_and_its_event_reaches_the_topic() {
    var system = Acme.system();

    var registered = Acme.register(system).statusCode(201).header("ETag", "\"1\"").body("state", equalTo("ENABLED"));
    String id = registered.extract().path("id");

    as(Role.EXTERNAL_AUDITOR).get(registered.extract().header("Location"))
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("systemId", equalTo(system.toString()))
        .body("senderClientId", equalTo(Acme.MONITOR))
        .body("hook", equalTo("/v1/hooks/" + id));
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
            .filteredOn(e -> e.path("subject").asText().equals(id))
            .singleElement()
            .satisfies(e -> assertThat(EventContract.violations(e)).isEmpty()));
  }

  @Test
  void a_system_that_nobody_knows_is_refused_after_a_short_wait() {
    var asked = System.nanoTime();

    Acme.register(UUID.randomUUID())
        .statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"))
        .body("violations[0].field", equalTo("systemId"));

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isBetween(1_400L, 4_000L);
  }

  @Test
  void a_system_that_is_on_its_way_is_waited_for() {
    Acme.system();
    var late = UUID.randomUUID();
    var answer = CompletableFuture.supplyAsync(() -> Acme.register(late));

    TestEvents.send(
        TestEvents.example("aims.inventory.ai-system.registered.v1", TestRealm.ACME, late, 1, data -> {}));

    answer.join().statusCode(201);
  }

  @Test
  void another_organisations_system_is_as_unknown_as_any() {
    var system = Acme.system();

    globex(Role.PLATFORM_ENGINEER).body(Acme.sourceOf(system))
        .post("/v1/hook-sources")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"));
  }

  @Test
  void the_same_key_registers_once() {
    var system = Acme.system();
    var key = "\"" + UUID.randomUUID() + "\"";

    var first = keyed(key, system).statusCode(201);
    var second = keyed(key, system).statusCode(201);

    assertThat(second.extract().asString()).isEqualTo(first.extract().asString());
    as(Role.GOVERNANCE_OFFICER).get("/v1/hook-sources?systemId=" + system).then().body("items", hasSize(1));
  }

  @Test
  void a_source_is_disabled_and_enabled_with_a_reason_and_under_a_condition() {
    var id = Acme.source();

    change(id, "disabling", null, "{\"reason\":\"leaked key\"}").statusCode(428);
    change(id, "disabling", "\"9\"", "{\"reason\":\"leaked key\"}").statusCode(412);
    change(id, "disabling", "\"1\"", "{\"reason\":\" \"}").statusCode(422);
    change(id, "enabling", "\"1\"", "{\"reason\":\"again\"}").statusCode(409).body("allowed", contains("disabling"));
    change(id, "disabling", "\"1\"", "{\"reason\":\"leaked key\"}").statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("DISABLED"));
    change(id, "enabling", "\"2\"", "{\"reason\":\"rolled over\"}").statusCode(200).body("state", equalTo("ENABLED"));

    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + id + "/history")
        .then()
        .statusCode(200)
        .body("items.type", contains("aims.incident.hook-source.registered.v1",
            "aims.incident.hook-source.disabled.v1", "aims.incident.hook-source.enabled.v1"))
        .body("items[1].texts.reason", equalTo("leaked key"));
  }

  @Test
  void lists_are_filtered_and_paged() {
    var system = Acme.system();
    var first = Acme.source(system);
    var second = Acme.source(system);
    change(first, "disabling", "\"1\"", "{\"reason\":\"retired\"}").statusCode(200);

    var list = "/v1/hook-sources?systemId=" + system;
    as(Role.INCIDENT_RESPONDER).get(list + "&limit=1")
        .then()
        .statusCode(200)
        .body("items.id", contains(second))
        .header("Link", containsString("cursor="));
    as(Role.INCIDENT_RESPONDER).get(list + "&state=DISABLED").then().body("items.id", contains(first));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{ | 400", "{} | 422", "{\"name\":\"x\",\"extra\":1} | 400",
      "{\"name\":\"x\",\"profile\":\"PIGEON\"} | 400",
      "{\"name\":\"x\",\"profile\":\"ALERTMANAGER\",\"systemId\":\"no\"} | 400",
      "{\"name\":\"x\",\"profile\":\"ALERTMANAGER\",\"systemId\":\"0199a0c0-1111-7000-8000-000000000001\",\"senderClientId\":\"a b\"} | 422"})
  void a_bad_body_is_a_clear_problem(String body, int status) {
    as(Role.PLATFORM_ENGINEER).body(body)
        .post("/v1/hook-sources")
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @Test
  void without_a_token_or_role_nothing_is_shown_or_changed() {
    given().get("/v1/hook-sources").then().statusCode(401).contentType("application/problem+json");
    as(Role.EMPLOYEE).get("/v1/hook-sources").then().statusCode(403);
    as(Role.INCIDENT_RESPONDER).body(Acme.sourceOf(UUID.randomUUID())).post("/v1/hook-sources").then().statusCode(403);
    Acme.monitor().body(Acme.sourceOf(UUID.randomUUID())).post("/v1/hook-sources").then().statusCode(403);
  }

  @Test
  void another_organisations_source_looks_like_none() {
    var id = Acme.source();
    var random = UUID.randomUUID().toString();

    for (var path : new String[]{"", "/history"}) {
      var foreign = globex(Role.GOVERNANCE_OFFICER).get("/v1/hook-sources/" + id + path).then().statusCode(404);
      var none = globex(Role.GOVERNANCE_OFFICER).get("/v1/hook-sources/" + random + path).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
    }
    for (var command : new String[]{"disabling", "enabling"}) {
      assertThat(foreign(id, command)).isEqualTo(foreign(random, command));
    }
    assertThat(globex(Role.GOVERNANCE_OFFICER).get("/v1/hook-sources?limit=200").then().extract().asString())
        .doesNotContain(id);
  }

  private static String foreign(String id, String command) {
    return globex(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body("{\"reason\":\"x\"}")
        .post("/v1/hook-sources/" + id + "/" + command)
        .then()
        .statusCode(404)
        .extract()
        .asString();
  }

  private static ValidatableResponse keyed(String key, UUID system) {
    return as(Role.PLATFORM_ENGINEER).header("Idempotency-Key", key)
        .body(Acme.sourceOf(system))
        .post("/v1/hook-sources")
        .then();
  }

  private static ValidatableResponse change(String id, String command, String condition, String body) {
    var request = as(Role.GOVERNANCE_OFFICER).body(body);
    return (condition == null ? request : request.header("If-Match", condition))
        .post("/v1/hook-sources/" + id + "/" + command)
        .then();
  }
}
