package io.aims.incident.clocks;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.Acme;
import io.aims.incident.Occupied;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class SeriousnessResourceTest {

  @Test
  void a_decision_starts_its_clocks_and_both_are_events_of_the_case() {
    var incident = Serious.incident();

    var decided = Serious.provider().all("harms", "SERIOUS_HARM_TO_HEALTH").decide(incident).statusCode(201);

    decided.header("ETag", "\"1\"")
        .header("Location", endsWith("/v1/incidents/" + incident + "/seriousness"))
        .body("serious", equalTo(true))
        .body("evidenceHold", equalTo(true))
        .body("decidedBy", equalTo(Acme.RESPONDER))
        .body("reason", equalTo("found at the morning meeting"))
        .body("clocks.ruleId", contains("AIA-73-2"))
        .body("clocks[0].binding", equalTo(false))
        .body("clocks[0].allowed", contains("stop"))
        .body("clocks[0].jurisdiction", equalTo("DE"));
    String clock = decided.extract().path("clocks[0].id");
    String caseId = as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident).then().extract().path("caseId");
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
            .filteredOn(e -> e.path("data").path("incidentId").asText().equals(incident))
            .hasSize(2)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.path("correlationid").asText()).isEqualTo(caseId))
            .allSatisfy(e -> assertThat(e.toString()).doesNotContain("morning meeting"))
            .anySatisfy(e -> assertThat(e.path("subject").asText()).isEqualTo(clock)));
  }

  @Test
  void who_waits_for_an_incident_to_decide_upon_it_keeps_its_clocks_from_nobody() throws Exception {
    var incident = Serious.incident();
    Serious.provider().all("harms", "SERIOUS_HARM_TO_HEALTH").decide(incident).statusCode(201);
    CompletableFuture<Integer> status;

    try (var occupied = new Occupied(incident)) {
      status = CompletableFuture.supplyAsync(
          () -> Serious.provider().all("harms", "DEATH").decide(incident, 1).extract().statusCode());
      occupied.awaitAnother();
      occupied.lock("select id from regulatory_clock where incident_id = '%s'", incident);
    }

    assertThat(status.get(20, SECONDS)).isEqualTo(201);
  }

  @Test
  void when_a_person_dies_the_shorter_clock_supersedes_the_longer_one() {
    var incident = Serious.incident();
    String longer = Serious.provider()
        .all("harms", "SERIOUS_HARM_TO_HEALTH")
        .decide(incident)
        .extract()
        .path("clocks[0].id");

    var decided = Serious.provider().all("harms", "SERIOUS_HARM_TO_HEALTH", "DEATH").decide(incident, 1);

    decided.statusCode(201)
        .header("ETag", "\"2\"")
        .body("number", equalTo(2))
        .body("supersedes", notNullValue())
        .body("clocks.ruleId", contains("AIA-73-4"))
        .body("clocks[0].replaces", equalTo(longer));
    String shorter = decided.extract().path("clocks[0].id");
    as(Role.SYSTEM_OWNER).get("/v1/incidents/" + incident + "/clocks/" + longer)
        .then()
        .statusCode(200)
        .body("state", equalTo("SUPERSEDED"))
        .body("supersededBy", equalTo(shorter))
        .body("allowed", empty());
    as(Role.SYSTEM_OWNER).get("/v1/incidents/" + incident + "/clocks?state=RUNNING")
        .then()
        .body("items.id", contains(shorter));
    as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + incident + "/seriousness/decisions?limit=1")
        .then()
        .statusCode(200)
        .body("items.number", contains(2))
        .body("nextCursor", notNullValue());
  }

  @Test
  void a_decision_names_the_one_that_it_supersedes() {
    var incident = Serious.incident();
    Serious.provider().decide(incident, 1).statusCode(412);
    Serious.provider().decide(incident).statusCode(201).body("serious", equalTo(false)).body("clocks", empty());

    Serious.provider().decide(incident).statusCode(428).body("type", equalTo("urn:aims:problem:condition-missing"));
    Serious.provider().decide(incident, 2).statusCode(412);
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident + "/seriousness")
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("number", equalTo(1));
  }

  @Test
  void the_same_key_decides_once() {
    var incident = Serious.incident();
    var key = "\"" + UUID.randomUUID() + "\"";
    var body = Serious.provider().all("harms", "DEATH").body();

    for (var again = 0; again < 2; again++) {
      as(Role.INCIDENT_RESPONDER).header("Idempotency-Key", key)
          .body(body)
          .post("/v1/incidents/" + incident + "/seriousness")
          .then()
          .statusCode(201)
          .header("ETag", "\"1\"");
    }
    assertThat(Acme.count("select count(*) from regulatory_clock where incident_id = '%s'", incident)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"awareAt, 2999-01-01T00:00:00Z, 422", "awareAt, yesterday, 400",
      "awareAt, +1000000-01-01T00:00:00Z, 400", "awareAt, 1764000000, 400", "awareAt, 9999-12-31T23:59:59-01:00, 400",
      "causalLinkAt, 2999-01-01T00:00:00Z, 422", "reach, FAR, 400",
      "reach, -, 422", "reason, ' ', 422", "reason, -, 422", "mood, bad, 400"})
  void a_bad_body_is_a_clear_problem(String field, String value, int status) {
    Serious.provider()
        .with(field, value)
        .decide(Serious.incident())
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"jurisdictions, XX, 422", "jurisdictions, EU, 422", "jurisdictions, Germany, 422",
      "capacities, PROPHET, 400", "harms, SHAME, 400"})
  void a_bad_list_is_a_clear_problem(String field, String value, int status) {
    Serious.provider()
        .all(field, value)
        .decide(Serious.incident())
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @Test
  void who_is_in_no_capacity_or_nowhere_has_found_nothing() {
    var incident = Serious.incident();

    for (var field : new String[]{"capacities", "systemClasses", "jurisdictions"}) {
      Serious.provider().all(field).decide(incident).statusCode(422);
    }
  }

  @Test
  void deciding_belongs_to_people_of_two_roles() {
    var path = "/v1/incidents/" + Serious.incident() + "/seriousness";
    var body = Serious.provider().body();

    given().get(path).then().statusCode(401).contentType("application/problem+json");
    as(Role.EMPLOYEE).get(path).then().statusCode(403);
    as(Role.SYSTEM_OWNER).body(body).post(path).then().statusCode(403);
    Acme.monitor().body(body).post(path).then().statusCode(403);
    given().auth()
        .oauth2(TestRealm.machine(TestRealm.ACME, "robot", Role.INCIDENT_RESPONDER, Role.GOVERNANCE_OFFICER))
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(403);
    as(Role.INCIDENT_RESPONDER).get(path).then().statusCode(404);
    as(Role.GOVERNANCE_OFFICER).body(body).post(path).then().statusCode(201);
  }

  @Test
  void another_organisations_incident_looks_like_none() {
    var incident = Serious.incident();
    Serious.provider().all("harms", "DEATH").decide(incident).statusCode(201);
    var random = UUID.randomUUID().toString();

    for (var path : new String[]{"/seriousness", "/seriousness/decisions", "/clocks"}) {
      var foreign = globex(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident + path).then().statusCode(404);
      var none = globex(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + random + path).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
    }
    var body = Serious.provider().body();
    assertThat(globex(Role.INCIDENT_RESPONDER).body(body)
        .post("/v1/incidents/" + incident + "/seriousness")
        .then()
        .statusCode(404)
        .extract()
        .asString())
        .isEqualTo(globex(Role.INCIDENT_RESPONDER).body(body)
            .post("/v1/incidents/" + random + "/seriousness")
            .then()
            .extract()
            .asString());
  }

  @Test
  void awareness_is_kept_to_the_microsecond() {
    Serious.provider()
        .all("harms", "DEATH")
        .with("awareAt", "2026-11-02T09:00:00.123456789Z")
        .decide(Serious.incident())
        .statusCode(201)
        .body("clocks[0].startsAt", equalTo(Instant.parse("2026-11-02T09:00:00.123456Z").toString()))
        .body("clocks[0].dueAt", equalTo("2026-11-12T23:00:00Z"));
  }
}
