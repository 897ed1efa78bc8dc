package io.aims.incident.incident;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
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
class IncidentResourceTest {
  private static final String TRIAGE = "{\"severity\":\"MAJOR\",\"commanderId\":\"%s\",\"reason\":\"confirmed\"}"
      .formatted(Acme.RESPONDER);
  private static final String CONTAINMENT = "{\"containment\":\"ROLLBACK\",\"reason\":\"last release is fair\"}";
  private static final String REASON = "{\"reason\":\"seen by two people\"}";
  private static final String ASSESSMENT = """
      {"harmTypes":["RIGHTS"],"harm":"SLIGHT","occurrence":"OCCURRED","personsAffected":42,"vulnerableAffected":0,\
      "causality":"LIKELY","reason":"counted"}""";
  private static final String SCRIBE = "{\"role\":\"SCRIBE\",\"personId\":\"%s\",\"reason\":\"writes best\"}"
      .formatted(Acme.RESPONDER);
  /** What is decided about an incident by itself, each with a body that is right. */
  private static final Map<String, String> DECISIONS = Map.ofEntries(entry("acknowledgement", REASON),
      entry("triage", TRIAGE), entry("roles", SCRIBE), entry("containment", CONTAINMENT), entry("resolution", REASON),
      entry("assessment", ASSESSMENT), entry("review", review(false)), entry("evidence-hold", REASON),
      entry("evidence-release", REASON), entry("closing", REASON), entry("dismissal", REASON));

  @Test
  void people_bring_an_incident_to_its_end_and_every_step_is_an_event_of_its_case() {
    var id = incident();

    command(id, 1, "triage", TRIAGE).statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("OPEN"))
        .body("severity", equalTo("MAJOR"))
        .body("commanderId", equalTo(Acme.RESPONDER))
        .body("allowed", hasItems("containment", "dismissal"))
        .body("allowed", not(hasItem("triage")));
    command(id, 2, "containment", CONTAINMENT).statusCode(200)
        .body("containments.containment", contains("ROLLBACK"));
    command(id, 3, "resolution", REASON).statusCode(200).body("state", equalTo("RESOLVED"));
    command(id, 4, "review", review(false)).statusCode(200).body("correctiveActionRequired", equalTo(false));
    var closed = command(id, 5, "closing", REASON).statusCode(200)
        .body("state", equalTo("CLOSED"))
        .body("open", equalTo(false))
        .body("allowed", contains("links", "relations", "reopening"));

    String caseId = closed.extract().path("caseId");
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
            .filteredOn(e -> e.path("subject").asText().equals(id))
            .hasSize(6)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.path("correlationid").asText()).isEqualTo(caseId))
            .allSatisfy(e -> assertThat(e.has("causationid")).isFalse())
            .allSatisfy(e -> assertThat(e.toString()).doesNotContain("shifted sample", "seen by two people")));
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .statusCode(200)
        .body("items", hasSize(6))
        .body("items[0].actor", equalTo("service:incident-service"))
        .body("items[0].data.metric", equalTo("trustyai_spd"))
        .body("items[1].actor", equalTo(Acme.RESPONDER))
        .body("items[4].texts.contributingCauses", equalTo("shifted sample"))
        .body("items[5].texts.reason", equalTo("seen by two people"));
  }

  @Test
  void what_the_review_asks_for_has_to_be_proven_effective_before_the_incident_closes() {
    var id = reviewed(incident(), true);
    var nonconformity = UUID.randomUUID();

    command(id, 5, "closing", REASON).statusCode(409)
        .body("type", equalTo("urn:aims:problem:not-allowed-now"))
        .body("detail", containsString("corrective action"))
        .body("state", equalTo("REVIEW"));
    audit("raised", nonconformity, 1, id, true);
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("nonconformities", hasSize(1)));
    audit("effectiveness-verified", nonconformity, 2, id, false);
    audit("effectiveness-verified", nonconformity, 3, id, true);
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("nonconformities[0].effective", equalTo(true)));

    command(id, 5, "closing", REASON).statusCode(200).body("state", equalTo("CLOSED"));
  }

  @Test
  void a_second_life_needs_a_corrective_action_of_its_own() {
    var id = reviewed(incident(), true);
    var first = UUID.randomUUID();
    audit("raised", first, 1, id, true);
    audit("effectiveness-verified", first, 2, id, true);
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("nonconformities[0].effective", equalTo(true)));
    command(id, 5, "closing", REASON).statusCode(200);
    command(id, 6, "reopening", REASON).statusCode(200);
    command(id, 7, "containment", CONTAINMENT).statusCode(200);
    command(id, 8, "resolution", REASON).statusCode(200);
    command(id, 9, "review", review(true)).statusCode(200);

    command(id, 10, "closing", REASON).statusCode(409).body("detail", containsString("corrective action"));

    var second = UUID.randomUUID();
    audit("raised", second, 1, id, true);
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("nonconformities", hasSize(2)));
    command(id, 10, "closing", REASON).statusCode(409).body("detail", containsString("effective"));
    audit("effectiveness-verified", second, 2, id, true);
    await().atMost(30, SECONDS)
        .untilAsserted(() -> read(id).body("nonconformities.effective", contains(true, true)));
    command(id, 10, "closing", REASON).statusCode(200);
  }

  @Test
  void a_signal_joins_until_the_incident_is_closed_and_then_opens_another_one() {
    var source = Acme.source();
    fire(source);
    var first = Acme.incidentOf(source);
    reviewed(first, false);

    fire(source);
    read(first).body("signals[0].firing", equalTo(2)).body("version", equalTo(5));
    command(first, 5, "closing", REASON).statusCode(200);
    fire(source);

    read(first).body("signals[0].firing", equalTo(2));
    var open = as(Role.RISK_OWNER).get("/v1/incidents?open=true&systemId=" + Acme.systemOf(source)).then();
    open.body("items", hasSize(1)).body("items[0].state", equalTo("TRIAGE"));
    assertThat(open.extract().<String>path("items[0].id")).isNotEqualTo(first);
    as(Role.RISK_OWNER).get("/v1/incidents?open=false&systemId=" + Acme.systemOf(source))
        .then()
        .body("items.id", contains(first));
  }

  @Test
  void a_dismissed_incident_gives_its_key_free() {
    var source = Acme.source();
    fire(source);

    command(Acme.incidentOf(source), 1, "dismissal", REASON).statusCode(200).body("state", equalTo("DISMISSED"));
    fire(source);

    as(Role.RISK_OWNER).get("/v1/incidents?systemId=" + Acme.systemOf(source))
        .then()
        .body("items.state", contains("TRIAGE", "DISMISSED"));
  }

  @Test
  void a_decision_is_conditional_and_only_what_the_state_allows() {
    var id = incident();

    as(Role.INCIDENT_RESPONDER).body(TRIAGE).post("/v1/incidents/" + id + "/triage").then().statusCode(428);
    command(id, 7, "triage", TRIAGE).statusCode(412);
    command(id, 1, "closing", REASON).statusCode(409)
        .body("state", equalTo("TRIAGE"))
        .body("allowed", hasItems("dismissal", "triage"));
    read(id).header("ETag", "\"1\"");
  }

  @Test
  void the_same_key_triages_once() {
    var id = incident();
    var key = "\"" + UUID.randomUUID() + "\"";

    for (var again = 0; again < 2; again++) {
      as(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
          .header("Idempotency-Key", key)
          .body(TRIAGE)
          .post("/v1/incidents/" + id + "/triage")
          .then()
          .statusCode(200)
          .header("ETag", "\"2\"");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "triage | {} | 422",
      "triage | {\"severity\":\"AWFUL\"} | 400",
      "triage | {\"severity\":\"MAJOR\",\"commanderId\":\"me\",\"reason\":\"x\"} | 400",
      "triage | {\"severity\":\"MAJOR\",\"commanderId\":\"a1000000-0000-4000-8000-000000000013\",\"reason\":\" \"} | 422",
      "containment | {\"containment\":\"HOPE\",\"reason\":\"x\"} | 400",
      "resolution | {\"reason\":\"x\",\"state\":\"CLOSED\"} | 400",
      "review | {\"reason\":\"x\",\"contributingCauses\":\"c\",\"lessons\":\"l\"} | 422",
      "dismissal | {\"reason\":null} | 422",
      "dismissal | nonsense | 400"})
  void a_bad_body_is_a_clear_problem(String command, String body, int status) {
    command(incident(), 1, command, body).statusCode(status).contentType("application/problem+json");
  }

  @Test
  void decisions_belong_to_responders_and_machines_decide_nothing() {
    var id = incident();

    given().get("/v1/incidents").then().statusCode(401).contentType("application/problem+json");
    as(Role.EMPLOYEE).get("/v1/incidents").then().statusCode(403);
    var robot = TestRealm.machine(TestRealm.ACME, "robot", Role.INCIDENT_RESPONDER, Role.GOVERNANCE_OFFICER);
    DECISIONS.forEach((command, body) -> {
      post(as(Role.RISK_OWNER), id, command, body).statusCode(403);
      post(Acme.monitor(), id, command, body).statusCode(403);
      post(given().auth().oauth2(robot).contentType("application/json"), id, command, body).statusCode(403)
          .body("detail", containsString("by a person"));
    });
    read(id).body("version", equalTo(1));
    post(as(Role.GOVERNANCE_OFFICER), id, "resolution").statusCode(403);
    post(as(Role.GOVERNANCE_OFFICER), id, "dismissal").statusCode(200);
  }

  /** So that what is refused above is refused for who asks and not for what is asked. */
  @Test
  void each_of_these_decisions_would_do_for_a_person_who_has_read_the_latest_version() {
    var id = reviewed(incident(), false);

    DECISIONS.forEach((command, body) -> {
      var role = command.equals("evidence-release") ? Role.GOVERNANCE_OFFICER : Role.INCIDENT_RESPONDER;
      post(as(role), id, command, body).statusCode(412);
    });
  }

  @Test
  void another_organisations_incident_looks_like_none() {
    var id = incident();
    var random = UUID.randomUUID().toString();

    for (var path : new String[]{"", "/history"}) {
      var foreign = globex(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + id + path).then().statusCode(404);
      var none = globex(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + random + path).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
    }
    assertThat(post(globex(Role.INCIDENT_RESPONDER), id, "dismissal").statusCode(404).extract().asString())
        .isEqualTo(post(globex(Role.INCIDENT_RESPONDER), random, "dismissal").statusCode(404).extract().asString());
    assertThat(globex(Role.INCIDENT_RESPONDER).get("/v1/incidents?limit=200").then().extract().asString())
        .doesNotContain(id);
  }

  @Test
  void lists_are_filtered_and_paged() {
    var source = Acme.source();
    deliver(source, Alert.group(Alert.bias(), Alert.bias().label("kind", "drift"))).statusCode(202);
    Acme.settled(source);
    var list = "/v1/incidents?systemId=" + Acme.systemOf(source);

    as(Role.SYSTEM_OWNER).get(list + "&limit=1")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("nextCursor", notNullValue())
        .header("Link", containsString("systemId="));
    as(Role.SYSTEM_OWNER).get(list + "&kind=DRIFT&state=TRIAGE").then().body("items.kind", contains("DRIFT"));
    as(Role.SYSTEM_OWNER).get(list + "&state=CLOSED").then().body("items", empty());
  }

  @Test
  void they_are_found_by_how_bad_they_are_and_by_who_commands_the_response() {
    var source = Acme.source();
    deliver(source, Alert.group(Alert.bias(), Alert.bias().label("kind", "drift"))).statusCode(202);
    Acme.settled(source);
    var list = "/v1/incidents?systemId=" + Acme.systemOf(source);
    String id = Acme.incidentOf(source);
    String commander = command(id, 1, "triage", TRIAGE).statusCode(200).extract().path("commanderId");

    as(Role.SYSTEM_OWNER).get(list + "&severity=MAJOR").then().body("items.id", contains(id));
    as(Role.SYSTEM_OWNER).get(list + "&severity=CRITICAL").then().body("items.id", not(hasItem(id)));
    as(Role.SYSTEM_OWNER).get(list + "&commanderId=" + commander).then().body("items.id", contains(id));
    as(Role.SYSTEM_OWNER).get(list + "&commanderId=" + UUID.randomUUID()).then().body("items", empty());
    as(Role.SYSTEM_OWNER).get(list + "&severity=AWFUL").then().statusCode(oneOf(400, 404));
  }

  private static String incident() {
    var source = Acme.source();
    fire(source);
    return Acme.incidentOf(source);
  }

  private static void fire(String source) {
    deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);
  }

  private static String reviewed(String id, boolean correctiveActionRequired) {
    command(id, 1, "triage", TRIAGE).statusCode(200);
    command(id, 2, "containment", CONTAINMENT).statusCode(200);
    command(id, 3, "resolution", REASON).statusCode(200);
    command(id, 4, "review", review(correctiveActionRequired)).statusCode(200);
    return id;
  }

  private static String review(boolean correctiveActionRequired) {
    return "{\"correctiveActionRequired\":%s,\"contributingCauses\":\"shifted sample\",\"lessons\":\"watch it\",\"reason\":\"met\"}"
        .formatted(correctiveActionRequired);
  }

  private static void audit(String what, UUID nonconformity, int version, String incident, boolean effective) {
    TestEvents.send(TestEvents.example("aims.audit.nonconformity." + what + ".v1", TestRealm.ACME, nonconformity,
        version, data -> {
          data.replace("originId", data.textNode(incident));
          data.replace("effective", data.booleanNode(effective));
        }).put("time", Instant.now().truncatedTo(ChronoUnit.MICROS).toString()));
  }

  private static ValidatableResponse read(String id) {
    return as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + id).then().statusCode(200);
  }

  private static ValidatableResponse command(String id, int version, String command, String body) {
    return as(Role.INCIDENT_RESPONDER).header("If-Match", "\"" + version + "\"")
        .body(body)
        .post("/v1/incidents/" + id + "/" + command)
        .then();
  }

  private static ValidatableResponse post(io.restassured.specification.RequestSpecification who, String id,
      String command) {
    return post(who, id, command, REASON);
  }

  private static ValidatableResponse post(io.restassured.specification.RequestSpecification who, String id,
      String command, String body) {
    return who.header("If-Match", "\"1\"").body(body).post("/v1/incidents/" + id + "/" + command).then();
  }
}
