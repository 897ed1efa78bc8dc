package io.aims.incident.incident;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.aims.incident.incident.Handling.open;
import static io.aims.incident.incident.Handling.read;
import static io.aims.incident.incident.Handling.reported;
import static io.aims.incident.incident.Handling.told;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

/** Incidents of which people were told, and no monitor. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class OpeningResourceTest {
  private static final String TAKEN = "urn:aims:problem:taken";

  @Test
  void what_was_told_waits_for_triage_and_is_brought_to_its_end_like_what_a_monitor_tells() {
    var system = Acme.system();
    var heard = Instant.now().minusSeconds(7200).truncatedTo(ChronoUnit.MILLIS);

    var opened = open(told(system, Map.of("reportedAt", heard.toString(), "reportedBy", "DEPLOYER", "summary",
        "Since the release of last week"))).statusCode(201)
        .header("ETag", "\"1\"")
        .body("state", equalTo("TRIAGE"))
        .body("allowed", hasItems("acknowledgement", "triage", "dismissal"))
        .body("reportedBy", equalTo("DEPLOYER"))
        .body("title", equalTo("Older applicants are turned down"))
        .body("summary", equalTo("Since the release of last week"))
        .body("hookSourceId", nullValue())
        .body("signalId", nullValue())
        .body("signals", empty())
        .body("times.detected", equalTo(heard.toString()));

    String id = opened.extract().path("id");
    assertThat(opened.extract().header("Location")).endsWith("/v1/incidents/" + id);
    Handling.command(id, "acknowledgement", Handling.REASON)
        .statusCode(200)
        .body("secondsToAcknowledge", greaterThanOrEqualTo(7200));
    Handling.to("CLOSED", id);
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[0].actor", equalTo(Acme.RESPONDER))
        .body("items[0].data.reportedBy", equalTo("DEPLOYER"))
        .body("items[0].texts.title", equalTo("Older applicants are turned down"))
        .body("items[0].texts.reason", equalTo("Three letters say the same"));
    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/timeline")
        .then()
        .body("items[0].kind", equalTo("DETECTED"))
        .body("items[0].author", equalTo(Acme.RESPONDER));
    as(Role.RISK_OWNER).get("/v1/incidents?systemId=" + system)
        .then()
        .body("items.title", contains("Older applicants are turned down"));
    String caseId = read(id).extract().path("caseId");
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
            .filteredOn(e -> e.path("subject").asText().equals(id))
            .hasSize(7)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.path("correlationid").asText()).isEqualTo(caseId))
            .allSatisfy(e -> assertThat(e.toString()).doesNotContain("Older applicants", "release of last week",
                "Three letters")));
  }

  @Test
  void while_one_of_the_same_system_and_kind_is_open_there_is_no_second_and_it_is_named() {
    var source = Acme.source();
    Handling.fire(source);
    var byMonitor = Acme.incidentOf(source);
    var system = UUID.fromString(Acme.systemOf(source));

    named(open(told(system, Map.of())), byMonitor);
    String other = open(told(system, Map.of("kind", "SAFETY"))).statusCode(201).extract().path("id");
    named(open(told(system, Map.of("kind", "SAFETY"))), other);

    as(Role.RISK_OWNER).get("/v1/incidents?systemId=" + system).then().body("items.id", contains(other, byMonitor));
  }

  private static void named(ValidatableResponse refused, String incident) {
    String reference = read(incident).extract().path("reference");
    refused.statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo(TAKEN))
        .body("detail", containsString(reference))
        .body("detail", containsString("/v1/incidents/" + incident + "/timeline"));
  }

  @Test
  void people_who_are_told_at_once_open_one() throws Exception {
    var told = told(Acme.system(), Map.of());
    Callable<Integer> telling = () -> open(told).extract().statusCode();

    try (var people = Executors.newFixedThreadPool(4)) {
      var answers = people.invokeAll(Stream.generate(() -> telling).limit(4).toList()).stream().map(answer -> {
        try {
          return answer.get();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }).toList();

      assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
    }
  }

  @Test
  void it_takes_what_waits_and_what_comes_later() {
    var source = Acme.source();
    as(Role.PLATFORM_ENGINEER).body("""
        {"holdDownSeconds":0,"flapsAt":6,"calmAt":2,"flapWindowSeconds":3600,"silencesCritical":true,
        "opening":[{"opensFrom":"NEVER"}],"reason":"noisy"}""")
        .post("/v1/signals/rules/" + source)
        .then()
        .statusCode(200);
    Handling.fire(source);
    var id = reported(UUID.fromString(Acme.systemOf(source)));
    read(id).body("signals", hasSize(1)).body("signals[0].firing", equalTo(1)).body("severity", equalTo("MAJOR"));

    Handling.fire(source, Alert.bias(), Alert.bias().label("protected", "sex"));

    read(id).body("signals", hasSize(2)).body("version", equalTo(1)).body("hookSourceId", nullValue());
    as(Role.RISK_OWNER).get("/v1/incidents?systemId=" + Acme.systemOf(source)).then().body("items.id", contains(id));
  }

  @Test
  void all_signals_of_what_people_were_told_of_can_be_another_incident() {
    var source = Acme.source();
    var id = reported(UUID.fromString(Acme.systemOf(source)));
    Handling.fire(source);
    String signal = read(id).extract().path("signals[0].id");

    Handling.command(id, "split", "{\"signalIds\":[\"" + signal + "\"],\"reason\":\"another thing\"}")
        .statusCode(200)
        .body("signals", empty());

    var part = Acme.incidentOf(source);
    read(part).body("splitFrom", equalTo(id)).body("signalId", equalTo(signal)).body("reportedBy", nullValue());
    Handling.to("CLOSED", id);
    Handling.to("CLOSED", part);
  }

  @Test
  void what_comes_back_after_it_was_closed_is_a_recurrence_and_keeps_the_earlier_one_closed() {
    var system = Acme.system();
    var first = Handling.to("CLOSED", reported(system));

    String second = open(told(system, Map.of("startedAt", Instant.now().toString()))).statusCode(201)
        .body("recurrenceOf", equalTo(first))
        .extract()
        .path("id");
    Handling.command(first, "reopening", Handling.REASON).statusCode(409).body("type", equalTo(TAKEN));
    Handling.command(second, "dismissal", Handling.REASON).statusCode(200);

    Handling.command(first, "reopening", Handling.REASON).statusCode(200).body("state", equalTo("OPEN"));
    named(open(told(system, Map.of())), first);
  }

  /** Who tells late of what went wrong before the remedy says nothing against it. */
  @Test
  void what_went_wrong_before_an_earlier_one_was_closed_does_not_come_back_after_it() {
    var system = Acme.system();
    var first = Handling.to("CLOSED", reported(system));
    var between = Instant.now();
    var late = open(told(system, Map.of())).statusCode(201).body("recurrenceOf", nullValue());
    Handling.to("CLOSED", late.extract().path("id"));

    open(told(system, Map.of("startedAt", between.toString()))).statusCode(201).body("recurrenceOf", equalTo(first));
  }

  @Test
  void the_same_key_opens_one() {
    var told = told(Acme.system(), Map.of());
    var key = "\"" + UUID.randomUUID() + "\"";

    var ids = Stream.generate(() -> as(Role.INCIDENT_RESPONDER).header("Idempotency-Key", key)
        .body(told)
        .post("/v1/incidents")
        .then()
        .statusCode(201)
        .extract()
        .<String>path("id")).limit(2).distinct().toList();

    assertThat(ids).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "kind | WEATHER | 400", "severity | AWFUL | 400", "reportedBy | MY_AUNT | 400", "startedAt | yesterday | 400",
      "unheardOf | x | 400", "systemId | here | 400", "title | ' ' | 422", "summary | ' ' | 422", "reason | '' | 422",
      "startedAt | 2999-01-01T00:00:00Z | 422", "startedAt | 1999-01-01T00:00:00Z | 422",
      "reportedAt | 2999-01-01T00:00:00Z | 422", "reportedAt | 2001-01-01T00:00:00Z | 422",
      "reportedBy | MONITORING_ROUND | 422"})
  void a_bad_body_is_a_clear_problem(String field, String value, int status) {
    var system = Acme.system();

    open(told(system, Map.of(field, value))).statusCode(status).contentType("application/problem+json");

    as(Role.RISK_OWNER).get("/v1/incidents?systemId=" + system).then().body("items", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"systemId", "kind", "severity", "startedAt", "reportedBy", "title", "reason"})
  void nothing_of_this_may_be_missing(String field) {
    var told = told(UUID.randomUUID(), Map.of());
    told.remove(field);

    open(told).statusCode(422);
  }

  @Test
  void words_have_bounds() {
    var system = Acme.system();

    for (var words : List.of(Map.entry("title", 200), Map.entry("summary", 20_000), Map.entry("reason", 4000))) {
      open(told(system, Map.of(words.getKey(), "x".repeat(words.getValue() + 1)))).statusCode(422);
    }
    open(told(system, Map.of("title", "x".repeat(200), "summary", "x".repeat(20_000), "reason", "x".repeat(4000))))
        .statusCode(201);
  }

  @Test
  void who_may_open_one() {
    var told = told(Acme.system(), Map.of());
    given().contentType("application/json").body(told).post("/v1/incidents").then().statusCode(401);
    for (var role : List.of(Role.EMPLOYEE, Role.RISK_OWNER, Role.PLATFORM_ENGINEER, Role.INTERNAL_AUDITOR,
        Role.EXTERNAL_AUDITOR)) {
      as(role).body(told).post("/v1/incidents").then().statusCode(403);
    }
    var robot = TestRealm.machine(TestRealm.ACME, "robot", Role.INCIDENT_RESPONDER);
    given().auth()
        .oauth2(robot)
        .contentType("application/json")
        .body(told)
        .post("/v1/incidents")
        .then()
        .statusCode(403)
        .body("detail", containsString("by a person"));

    for (var role : List.of(Role.GOVERNANCE_OFFICER, Role.SYSTEM_OWNER, Role.CONCERN_HANDLER)) {
      String id = as(role).body(told(Acme.system(), Map.of()))
          .post("/v1/incidents")
          .then()
          .statusCode(201)
          .extract()
          .path("id");
      as(role).get("/v1/incidents/" + id).then().statusCode(200).body("id", equalTo(id));
    }
    as(Role.CONCERN_HANDLER).get("/v1/incidents").then().statusCode(403);
  }

  @Test
  void another_organisations_system_is_none_and_its_incident_neither() {
    var system = Acme.system();
    var id = reported(system);

    var foreign = globex(Role.INCIDENT_RESPONDER).body(told(system, Map.of())).post("/v1/incidents").then();
    var none = globex(Role.INCIDENT_RESPONDER).body(told(UUID.randomUUID(), Map.of())).post("/v1/incidents").then();

    assertThat(foreign.statusCode(422).body("type", equalTo("urn:aims:problem:unknown-reference")).extract().asString())
        .isEqualTo(none.statusCode(422).extract().asString());
    globex(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + id).then().statusCode(404);
  }
}
