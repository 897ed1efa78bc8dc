package io.aims.incident.clocks;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ClockResourceTest {
  private static final String REASON = "{\"reason\":\"the authority asked for it\"}";
  private static final String OWN = """
      {"title":"Tell the customer","source":"Contract 7.3","when":[{"who":["DISTRIBUTOR"]}],"trigger":"AWARENESS",
       "amount":48,"unit":"HOURS","counting":"EXACT","limit":"SOURCE","addressee":"CUSTOMER","where":"LEADING",
       "form":"NOTICE","reports":["NOTICE"],"dueSoonAt":[0.5],"mayPause":true,"validFrom":"2020-01-01",
       "reason":"signed last week"}""";

  private static ValidatableResponse command(String role, String clock, int version, String command) {
    return as(role).header("If-Match", "\"" + version + "\"").body(REASON).post(clock + "/" + command).then();
  }

  /** The path of a clock of Art. 73. */
  private static String lawful() {
    var incident = Serious.incident();
    String id = Serious.provider().all("harms", "DEATH").decide(incident).extract().path("clocks[0].id");
    return "/v1/incidents/" + incident + "/clocks/" + id;
  }

  @Test
  void a_clock_of_a_contract_can_stand_still_and_goes_on_with_what_is_left() {
    String rule = as(Role.GOVERNANCE_OFFICER).body(OWN)
        .post("/v1/clock-rules")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    var incident = Serious.incident();
    var decided = Serious.provider().all("capacities", "DISTRIBUTOR").decide(incident).statusCode(201);
    decided.body("clocks", hasSize(1)).body("clocks[0].allowed", contains("pause", "stop"));
    var clock = "/v1/incidents/" + incident + "/clocks/" + decided.extract().path("clocks[0].id");
    String due = decided.extract().path("clocks[0].dueAt");

    command(Role.INCIDENT_RESPONDER, clock, 1, "pause").statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("PAUSED"))
        .body("allowed", contains("resumption", "stop"));
    command(Role.INCIDENT_RESPONDER, clock, 2, "pause").statusCode(409).body("state", equalTo("PAUSED"));
    String later = command(Role.INCIDENT_RESPONDER, clock, 2, "resumption").statusCode(200)
        .body("state", equalTo("RUNNING"))
        .extract()
        .path("dueAt");

    assertThat(later).isGreaterThan(due);
    as(Role.INTERNAL_AUDITOR).get(clock + "/history")
        .then()
        .statusCode(200)
        .body("items.type", contains("aims.incident.clock.started.v1", "aims.incident.clock.paused.v1",
            "aims.incident.clock.resumed.v1"))
        .body("items[1].texts.reason", equalTo("the authority asked for it"));
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(REASON)
        .post("/v1/clock-rules/" + rule + "/retirement")
        .then()
        .statusCode(200)
        .body("state", equalTo("RETIRED"));
    Serious.provider().all("capacities", "DISTRIBUTOR").decide(Serious.incident()).body("clocks", empty());
  }

  @Test
  void the_law_does_not_stand_still_and_an_officer_can_stop_its_clock_with_a_reason() {
    var clock = lawful();

    command(Role.INCIDENT_RESPONDER, clock, 1, "pause").statusCode(409)
        .body("detail", containsString("does not let it stand still"))
        .body("allowed", contains("stop"));
    command(Role.INCIDENT_RESPONDER, clock, 1, "stop").statusCode(403);
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"").body("{}").post(clock + "/stop").then().statusCode(422);
    as(Role.GOVERNANCE_OFFICER).body(REASON).post(clock + "/stop").then().statusCode(428);
    command(Role.GOVERNANCE_OFFICER, clock, 7, "stop").statusCode(412);
    command(Role.GOVERNANCE_OFFICER, clock, 1, "stop").statusCode(200)
        .body("state", equalTo("STOPPED"))
        .body("allowed", empty());
    command(Role.GOVERNANCE_OFFICER, clock, 2, "stop").statusCode(409);
  }

  @Test
  void what_is_still_to_be_told_is_neither_dismissed_nor_closed_until_a_person_says_why_not() {
    var dismissed = Serious.incident();
    var closed = Handling.to("REVIEW", Handling.incident());
    for (var incident : List.of(dismissed, closed)) {
      breach().decide(incident).statusCode(201).body("clocks.ruleId", contains("GDPR-33-1"));
    }
    Handling.command(dismissed, "dismissal", Handling.REASON).statusCode(409).body("detail", containsString("clocks"));
    Handling.command(closed, "closing", Handling.REASON).statusCode(409).body("detail", containsString("clocks"));

    for (var incident : List.of(dismissed, closed)) {
      command(Role.GOVERNANCE_OFFICER, clockOf(incident), 1, "stop").statusCode(200);
      breach().decide(incident, 1).statusCode(201).body("clocks", empty());
    }
    Handling.command(dismissed, "dismissal", Handling.REASON).statusCode(200);
    Handling.command(closed, "closing", Handling.REASON).statusCode(200);
  }

  /** Personal data got lost: a duty that holds no evidence. */
  private static Serious breach() {
    return Serious.provider().all("capacities", "CONTROLLER").all("traits", "PERSONAL_DATA_BREACH").all("harms");
  }

  private static String clockOf(String incident) {
    return "/v1/incidents/" + incident + "/clocks/" + as(Role.RISK_OWNER).get("/v1/incidents/" + incident + "/clocks")
        .then()
        .extract()
        .<String>path("items[0].id");
  }

  @Test
  void clocks_are_for_the_roles_that_work_with_them_and_machines_stop_none() {
    var clock = lawful();

    given().get(clock).then().statusCode(401);
    as(Role.EMPLOYEE).get(clock).then().statusCode(403);
    as(Role.RISK_OWNER).get(clock).then().statusCode(200);
    given().auth()
        .oauth2(TestRealm.machine(TestRealm.ACME, "robot", Role.GOVERNANCE_OFFICER))
        .contentType("application/json")
        .header("If-Match", "\"1\"")
        .body(REASON)
        .post(clock + "/stop")
        .then()
        .statusCode(403);
  }

  @Test
  void another_organisations_clock_looks_like_none_and_so_does_one_of_another_incident() {
    var clock = lawful();
    var random = clock.substring(0, clock.lastIndexOf('/') + 1) + UUID.randomUUID();
    var elsewhere = "/v1/incidents/" + Serious.incident() + clock.substring(clock.indexOf("/clocks/"));

    for (var suffix : new String[]{"", "/history"}) {
      var foreign = globex(Role.GOVERNANCE_OFFICER).get(clock + suffix).then().statusCode(404);
      var none = globex(Role.GOVERNANCE_OFFICER).get(random + suffix).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
      as(Role.GOVERNANCE_OFFICER).get(elsewhere + suffix).then().statusCode(404);
    }
    globex(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(REASON)
        .post(clock + "/stop")
        .then()
        .statusCode(404);
    as(Role.GOVERNANCE_OFFICER).get(clock + "x").then().statusCode(404);
  }

  @Test
  void what_is_due_over_all_incidents_is_listed_first_due_first() {
    var late = Serious.incident();
    var soon = Serious.incident();
    Serious.provider().all("harms", "DEATH").awareBefore(40).decide(late).statusCode(201);
    Serious.provider().all("harms", "DEATH").all("jurisdictions", "DE", "FR").decide(soon).statusCode(201);
    String system = as(Role.RISK_OWNER).get("/v1/incidents/" + soon).then().extract().path("systemId");

    var overdue = due("state=RUNNING&overdue=true&limit=200");
    overdue.body("items.incidentId", hasItem(late)).body("items.incidentId", not(hasItem(soon)));
    List<String> times = overdue.extract().path("items.dueAt");
    assertThat(times.stream().map(Instant::parse)).isSorted();
    due("state=RUNNING&overdue=false&limit=200").body("items.incidentId", not(hasItem(late)));
    due("systemId=" + system).body("items.incidentId", contains(soon, soon));
    due("systemId=" + system + "&state=MET").body("items", empty());
    due("systemId=" + system + "&dueBefore=" + Instant.now()).body("items", empty());
    due("systemId=" + system + "&dueBefore=" + Instant.now().plusSeconds(20 * 86400)).body("items", hasSize(2));
  }

  @Test
  void a_page_ends_within_what_is_due_at_the_same_time_and_the_next_one_goes_on() {
    var incident = Serious.incident();
    Serious.provider().all("harms", "DEATH").all("jurisdictions", "DE", "FR", "IT").decide(incident).statusCode(201);
    String system = as(Role.RISK_OWNER).get("/v1/incidents/" + incident).then().extract().path("systemId");
    List<String> all = due("systemId=" + system).body("items", hasSize(3)).extract().path("items.id");
    var found = new ArrayList<String>();
    String cursor = "";

    while (cursor != null) {
      var page = due("systemId=" + system + "&limit=1" + cursor).body("items", hasSize(1)).extract();
      found.add(page.path("items[0].id"));
      cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
    }

    assertThat(found).containsExactlyElementsOf(all);
  }

  @Test
  void what_is_due_is_for_the_same_roles_and_of_ones_own_organisation() {
    var incident = Serious.incident();
    Serious.provider().all("harms", "DEATH").awareBefore(40).decide(incident).statusCode(201);
    String system = as(Role.RISK_OWNER).get("/v1/incidents/" + incident).then().extract().path("systemId");

    given().get("/v1/regulatory-clocks").then().statusCode(401);
    as(Role.EMPLOYEE).get("/v1/regulatory-clocks").then().statusCode(403);
    globex(Role.GOVERNANCE_OFFICER).get("/v1/regulatory-clocks?systemId=" + system).then().body("items", empty());
    globex(Role.GOVERNANCE_OFFICER).get("/v1/regulatory-clocks?limit=200")
        .then()
        .statusCode(200)
        .body("items.incidentId", not(hasItem(incident)));
    for (var bad : List.of("state=LOST", "dueBefore=tomorrow", "dueBefore=%2B10000-01-01T00:00:00Z", "cursor=MTp4",
        "systemId=x", "limit=0")) {
      as(Role.RISK_OWNER).get("/v1/regulatory-clocks?" + bad).then().statusCode(oneOf(400, 404, 422));
    }
  }

  private static ValidatableResponse due(String query) {
    return as(Role.EXTERNAL_AUDITOR).get("/v1/regulatory-clocks?" + query).then().statusCode(200);
  }

  @Test
  void rules_are_published_and_only_sensible_ones_are_adopted() {
    as(Role.EXTERNAL_AUDITOR).get("/v1/clock-rules/published")
        .then()
        .statusCode(200)
        .body("rules", hasSize(23))
        .body("rules[0].valid.bindingFrom.HIGH_RISK_ANNEX_III", equalTo("2027-12-02"));
    as(Role.GOVERNANCE_OFFICER).body(OWN.replace("EXACT", "EU-DAYS")).post("/v1/clock-rules").then().statusCode(422);
    as(Role.GOVERNANCE_OFFICER).body(OWN.replace("DISTRIBUTOR", "WIZARD"))
        .post("/v1/clock-rules")
        .then()
        .statusCode(400);
    as(Role.GOVERNANCE_OFFICER).body(OWN.replace("SOURCE", "DEFAULT")).post("/v1/clock-rules").then().statusCode(422);
    as(Role.GOVERNANCE_OFFICER).body(OWN.replace("48", "0")).post("/v1/clock-rules").then().statusCode(422);
    as(Role.INCIDENT_RESPONDER).body(OWN).post("/v1/clock-rules").then().statusCode(403);
    given().get("/v1/clock-rules").then().statusCode(401);
    String id = as(Role.GOVERNANCE_OFFICER).body(OWN).post("/v1/clock-rules").then().extract().path("id");
    as(Role.INTERNAL_AUDITOR).get("/v1/clock-rules?state=IN_FORCE&limit=1")
        .then()
        .statusCode(200)
        .body("items.id", contains(id));
    as(Role.INTERNAL_AUDITOR).get("/v1/clock-rules/" + id + "/history").then().statusCode(200);
    globex(Role.GOVERNANCE_OFFICER).get("/v1/clock-rules/" + id).then().statusCode(404);
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(REASON)
        .post("/v1/clock-rules/" + id + "/retirement")
        .then()
        .statusCode(200);
  }
}
