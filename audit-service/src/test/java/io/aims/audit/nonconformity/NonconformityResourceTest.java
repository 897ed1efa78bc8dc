package io.aims.audit.nonconformity;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.audit.Neighbours;
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
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class NonconformityResourceTest {
  private static final String PATH = "/v1/nonconformities";
  private static final UUID ACME = TestRealm.ACME;
  private static final UUID OWNER = TestRealm.person(ACME, Role.SYSTEM_OWNER);

  @Test
  void from_an_incident_to_its_verified_remedy_in_one_case() {
    var incident = UUID.randomUUID();
    var caseId = UUID.randomUUID();
    var system = UUID.randomUUID();
    Neighbours.send(Neighbours.opened(ACME, incident, caseId, system));

    var raised = raise(fromIncident(incident)).statusCode(201)
        .header("ETag", "\"1\"")
        .body("reference", matchesPattern("NC-\\d{4,}"))
        .body("state", equalTo("RAISED"))
        .body("nextSteps", contains("correction"))
        .body("caseId", equalTo(caseId.toString()))
        .body("systemId", equalTo(system.toString()));
    String id = raised.extract().path("id");
    step(Role.SYSTEM_OWNER, id, "correction", 1, "{\"correction\":\"Rolled back to the former model\"}")
        .statusCode(200)
        .body("state", equalTo("CORRECTED"));
    step(Role.SYSTEM_OWNER, id, "root-cause", 2, "{\"method\":\"FIVE_WHYS\",\"rootCause\":\"Nobody watched parity\"}")
        .statusCode(200)
        .body("rootCause.method", equalTo("FIVE_WHYS"))
        .body("state", equalTo("PLANNING"));
    String action = step(Role.GOVERNANCE_OFFICER, id, "corrective-actions", 3, action(LocalDate.now().plusDays(20)))
        .statusCode(200)
        .body("state", equalTo("ACTING"))
        .extract()
        .path("correctiveActions[0].id");
    step(Role.SYSTEM_OWNER, id, "corrective-actions/" + action + "/completion", 4, "{\"result\":\"Alarm is live\"}")
        .statusCode(200)
        .body("correctiveActions[0].completion.by", equalTo(OWNER.toString()))
        .body("state", equalTo("VERIFYING"));
    step(Role.INTERNAL_AUDITOR, id, "effectiveness", 5, "{\"effective\":true,\"reason\":\"A month without drift\"}")
        .statusCode(200)
        .header("ETag", "\"6\"")
        .body("state", equalTo("CLOSED"))
        .body("nextSteps", hasSize(0));

    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("audit"))
            .filteredOn(e -> e.path("subject").asText().equals(id))
            .hasSize(6)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.path("correlationid").asText()).isEqualTo(caseId.toString()))
            .allSatisfy(e -> assertThat(e.toString()).doesNotContain("parity", "former model", "Alarm", "drift")));
    as(ACME, Role.EXTERNAL_AUDITOR).get(PATH + "/" + id + "/history")
        .then()
        .statusCode(200)
        .body("items", hasSize(6))
        .body("items[0].texts.statement", notNullValue())
        .body("items[5].texts.reason", equalTo("A month without drift"))
        .body("items[5].actor", equalTo(TestRealm.person(ACME, Role.INTERNAL_AUDITOR).toString()));
  }

  @Test
  void who_did_the_work_does_not_verify_it() {
    var id = atVerification();

    step(Role.GOVERNANCE_OFFICER, id, "effectiveness", 5, "{\"effective\":true,\"reason\":\"I did it myself\"}")
        .statusCode(403)
        .body("type", equalTo("urn:aims:problem:four-eyes"));
    as(ACME, Role.GOVERNANCE_OFFICER).get(PATH + "/" + id).then().header("ETag", "\"5\"");
  }

  @Test
  void an_ineffective_remedy_is_planned_anew() {
    var id = atVerification();

    step(Role.INTERNAL_AUDITOR, id, "effectiveness", 5, "{\"effective\":false,\"reason\":\"It drifted again\"}")
        .statusCode(200)
        .body("state", equalTo("PLANNING"))
        .body("effectiveness.effective", equalTo(false))
        .body("nextSteps", contains("root-cause", "corrective-actions"));
  }

  @Test
  void an_incident_that_is_just_being_reported_is_waited_for() {
    var incident = UUID.randomUUID();
    var late = CompletableFuture.runAsync(
        () -> Neighbours.send(Neighbours.opened(ACME, incident, UUID.randomUUID(), UUID.randomUUID())),
        CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));

    raise(fromIncident(incident)).statusCode(201);

    late.join();
  }

  @Test
  void an_unknown_or_foreign_origin_is_refused_after_a_short_wait() {
    var foreign = UUID.randomUUID();
    var foreignSystem = UUID.randomUUID();
    var ours = UUID.randomUUID();
    Neighbours.send(Neighbours.opened(TestRealm.GLOBEX, foreign, UUID.randomUUID(), UUID.randomUUID()),
        Neighbours.registered(TestRealm.GLOBEX, foreignSystem, "Churn"),
        Neighbours.opened(ACME, ours, UUID.randomUUID(), UUID.randomUUID()));

    for (var body : List.of(fromIncident(UUID.randomUUID()), fromIncident(foreign))) {
      raise(body).statusCode(422)
          .time(lessThan(5000L))
          .body("type", equalTo("urn:aims:problem:unknown-reference"))
          .body("violations[0].field", equalTo("originId"));
    }
    for (var system : List.of(UUID.randomUUID(), foreignSystem)) {
      raise(body("AUDIT", null, system.toString(), "\"9.1\"")).statusCode(422)
          .body("violations[0].field", equalTo("systemId"));
    }
    raise(body("INCIDENT", ours.toString(), UUID.randomUUID().toString(), "\"9.1\"")).statusCode(422)
        .body("violations[0].field", equalTo("systemId"));
    raise(body("INCIDENT", null, null, "\"9.1\"")).statusCode(422).body("violations[0].field", equalTo("originId"));
  }

  @Test
  void a_known_system_can_be_named_without_an_incident() {
    var system = UUID.randomUUID();
    Neighbours.send(Neighbours.registered(ACME, system, "Credit scoring"));

    raise(body("COMPLAINT", null, system.toString(), "\"A.8.3\"")).statusCode(201)
        .body("systemId", equalTo(system.toString()))
        .body("caseId", nullValue());
  }

  @Test
  void only_nodes_of_the_catalogue_can_be_broken() {
    raise(body("AUDIT", null, null, "\"9.1\",\"A.2.9\"")).statusCode(422)
        .body("violations[0].field", equalTo("nodes[1]"));
  }

  @Test
  void a_step_out_of_turn_is_refused_and_says_what_is_possible() {
    var id = raised();

    step(Role.INTERNAL_AUDITOR, id, "effectiveness", 1, "{\"effective\":true,\"reason\":\"x\"}").statusCode(409)
        .body("state", equalTo("RAISED"))
        .body("allowed", contains("correction"));
    step(Role.SYSTEM_OWNER, id, "corrective-actions/" + UUID.randomUUID() + "/completion", 1, "{\"result\":\"x\"}")
        .statusCode(409);
  }

  @Test
  void every_step_is_conditional() {
    var id = raised();
    var correction = "{\"correction\":\"Stopped it\"}";

    as(ACME, Role.SYSTEM_OWNER).body(correction).post(PATH + "/" + id + "/correction").then().statusCode(428);
    step(Role.SYSTEM_OWNER, id, "correction", 2, correction).statusCode(412);
    step(Role.SYSTEM_OWNER, id, "correction", 1, correction).statusCode(200).header("ETag", "\"2\"");
  }

  @Test
  void an_action_is_not_due_in_the_past() {
    var id = raised();
    step(Role.SYSTEM_OWNER, id, "correction", 1, "{\"correction\":\"c\"}").statusCode(200);
    step(Role.SYSTEM_OWNER, id, "root-cause", 2, "{\"method\":\"OTHER\",\"rootCause\":\"r\"}").statusCode(200);

    step(Role.SYSTEM_OWNER, id, "corrective-actions", 3, action(LocalDate.now().minusDays(2))).statusCode(422)
        .body("violations[0].field", equalTo("dueOn"));
  }

  @Test
  void the_same_key_raises_once() {
    var key = "\"" + UUID.randomUUID() + "\"";
    var system = UUID.randomUUID();
    Neighbours.send(Neighbours.registered(ACME, system, "Once"));
    var body = body("AUDIT", null, system.toString(), "\"9.1\"");

    var first = as(ACME, Role.INTERNAL_AUDITOR).header("Idempotency-Key", key).body(body).post(PATH).then();
    var second = as(ACME, Role.INTERNAL_AUDITOR).header("Idempotency-Key", key).body(body).post(PATH).then();

    first.statusCode(201);
    second.statusCode(201);
    assertThat(second.extract().asString()).isEqualTo(first.extract().asString());
    as(ACME, Role.RISK_OWNER).get(PATH + "?systemId=" + system).then().body("items", hasSize(1));
    as(ACME, Role.INTERNAL_AUDITOR).header("Idempotency-Key", key)
        .body(body.replace("MAJOR", "MINOR"))
        .post(PATH)
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:aims:problem:idempotency-key-reused"));
  }

  @Test
  void lists_are_paged_and_filtered() {
    var incident = UUID.randomUUID();
    Neighbours.send(Neighbours.opened(ACME, incident, UUID.randomUUID(), UUID.randomUUID()));
    var ids = List.of(id(raise(fromIncident(incident))), id(raise(fromIncident(incident))),
        id(raise(fromIncident(incident))));
    step(Role.SYSTEM_OWNER, ids.getFirst(), "correction", 1, "{\"correction\":\"c\"}").statusCode(200);

    var first = as(ACME, Role.EXTERNAL_AUDITOR).get(PATH + "?limit=2&originId=" + incident)
        .then()
        .statusCode(200)
        .body("items.id", contains(ids.get(2), ids.get(1)));
    as(ACME, Role.EXTERNAL_AUDITOR).queryParam("cursor", (String) first.extract().path("nextCursor"))
        .get(PATH + "?originId=" + incident)
        .then()
        .body("items.id", contains(ids.get(0)))
        .body("nextCursor", nullValue());
    as(ACME, Role.EXTERNAL_AUDITOR).get(PATH + "?state=CORRECTED&originId=" + incident)
        .then()
        .body("items.id", contains(ids.get(0)))
        .body("items[0].reference", notNullValue())
        .body("items[0].version", equalTo(2));
  }

  @ParameterizedTest
  @CsvSource({"limit=0,422", "limit=x,400", "cursor=nonsense,400", "state=NOWHERE,400", "originId=x,400"})
  void a_bad_list_request_is_a_clear_problem(String query, int status) {
    as(ACME, Role.RISK_OWNER).get(PATH + "?" + query)
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{ | 400",
      "{} | 422",
      "{\"originKind\":\"RUMOUR\"} | 400",
      "{\"nodes\":\"9.1\"} | 400",
      "{\"surprise\":1} | 400",
      "{\"ownerId\":\"me\"} | 400"})
  void a_bad_body_is_a_clear_problem(String body, int status) {
    var answer = raise(body).statusCode(status).contentType("application/problem+json").extract().asString();

    assertThat(answer).doesNotContain("io.aims", "java.", "jackson", "Exception");
  }

  @Test
  void without_a_token_or_role_nothing_is_done() {
    var id = raised();

    given().get(PATH).then().statusCode(401).contentType("application/problem+json");
    as(ACME, Role.EMPLOYEE).get(PATH).then().statusCode(403);
    as(ACME, Role.SYSTEM_OWNER).body(body("AUDIT", null, null, "\"9.1\"")).post(PATH).then().statusCode(403);
    step(Role.INTERNAL_AUDITOR, id, "correction", 1, "{\"correction\":\"c\"}").statusCode(403);
    step(Role.SYSTEM_OWNER, id, "effectiveness", 1, "{\"effective\":true,\"reason\":\"r\"}").statusCode(403);
    given().auth()
        .oauth2(TestRealm.machine(ACME, "acme-robot", Role.GOVERNANCE_OFFICER))
        .contentType("application/json")
        .body(body("AUDIT", null, null, "\"9.1\""))
        .post(PATH)
        .then()
        .statusCode(403);
  }

  @Test
  void another_organisations_nonconformity_looks_like_none() {
    var id = raised();
    var random = UUID.randomUUID().toString();

    for (var path : List.of("", "/history")) {
      var foreign = as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).get(PATH + "/" + id + path).then().statusCode(404);
      var none = as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).get(PATH + "/" + random + path).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
    }
    var foreign = as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body("{\"correction\":\"c\"}")
        .post(PATH + "/" + id + "/correction");
    foreign.then().statusCode(404);
    assertThat(as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).get(PATH + "?limit=200").jsonPath().getList("items.id"))
        .doesNotContain(id);
    as(ACME, Role.SYSTEM_OWNER).get(PATH + "/no-id").then().statusCode(404);
  }

  /** A nonconformity on which the governance officer did all the work. */
  private static String atVerification() {
    var id = raised();
    var worker = Role.GOVERNANCE_OFFICER;
    step(worker, id, "correction", 1, "{\"correction\":\"c\"}").statusCode(200);
    step(worker, id, "root-cause", 2, "{\"method\":\"FAULT_TREE\",\"rootCause\":\"r\"}").statusCode(200);
    String action = step(worker, id, "corrective-actions", 3, action(LocalDate.now().plusDays(1))).statusCode(200)
        .extract()
        .path("correctiveActions[0].id");
    step(worker, id, "corrective-actions/" + action + "/completion", 4, "{\"result\":\"d\"}").statusCode(200);
    return id;
  }

  private static String raised() {
    return id(raise(body("AUDIT", null, null, "\"9.1\",\"10.2\"")));
  }

  private static String id(ValidatableResponse answer) {
    return answer.statusCode(201).extract().path("id");
  }

  private static ValidatableResponse raise(String body) {
    return as(ACME, Role.INTERNAL_AUDITOR).body(body).post(PATH).then();
  }

  private static ValidatableResponse step(String role, String id, String step, int version, String body) {
    return as(ACME, role).header("If-Match", "\"" + version + "\"")
        .body(body)
        .post(PATH + "/" + id + "/" + step)
        .then();
  }

  private static String fromIncident(UUID incident) {
    return body("INCIDENT", incident.toString(), null, "\"9.1\",\"A.6.2.6\"");
  }

  private static String body(String kind, String originId, String systemId, String nodes) {
    return """
        {"title":"Parity drifted unseen","statement":"No alarm watched statistical parity.","originKind":"%s",
         "originId":%s,"systemId":%s,"nodes":[%s],"grade":"MAJOR","ownerId":"%s","reason":"Found in review"}"""
        .formatted(kind, originId == null ? null : "\"" + originId + "\"",
            systemId == null ? null : "\"" + systemId + "\"", nodes, OWNER);
  }

  private static String action(LocalDate dueOn) {
    return "{\"description\":\"Set an alarm on parity\",\"ownerId\":\"%s\",\"dueOn\":\"%s\"}".formatted(OWNER, dueOn);
  }
}
