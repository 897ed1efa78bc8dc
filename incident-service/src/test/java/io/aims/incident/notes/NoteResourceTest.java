package io.aims.incident.notes;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.Acme;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class NoteResourceTest {

  @Test
  void the_steps_of_an_incident_are_lines_and_its_times_follow_from_them() {
    var id = Handling.to("RESOLVED", Handling.incident());

    timeline(id).body("items.kind", contains("DETECTED", "ACKNOWLEDGED", "CONTAINED", "RESOLVED"))
        .body("items[0].author", equalTo("service:incident-service"))
        .body("items[1].author", equalTo(Acme.RESPONDER));
    Handling.read(id)
        .body("times.detected", notNullValue())
        .body("times.closed", nullValue())
        .body("secondsToAcknowledge", greaterThanOrEqualTo(0))
        .body("secondsToResolve", greaterThanOrEqualTo(0));
  }

  @Test
  void people_note_what_happened_without_changing_the_incident() {
    var id = Handling.incident();

    write(id, "ACTION", past(0), "Called the model's owner", null).statusCode(201)
        .body("kind", equalTo("ACTION"))
        .body("author", equalTo(Acme.RESPONDER));

    Handling.read(id).body("version", equalTo(1));
    assertThat(count("select count(*) from event where aggregate_type = 'timeline-entry'"
        + " and convert_from(body, 'UTF8') like '%%%s%%' and convert_from(body, 'UTF8') like '%%owner%%'", id))
        .isZero();
  }

  @Test
  void a_correction_supersedes_a_line_once_and_moves_the_times_of_the_incident() {
    var id = Handling.to("CONTAINED", Handling.incident());
    String contained = timeline(id).extract().path("items.find { it.kind == 'CONTAINED' }.id");
    var now = past(0);

    var correction = write(id, "CONTAINED", now, "the switch's log says so", contained).statusCode(201)
        .body("supersedes", equalTo(contained));

    timeline(id).body("items.find { it.id == '" + contained + "' }.supersededBy",
        equalTo(correction.extract().<String>path("id")));
    assertThat(Instant.parse(Handling.read(id).extract().path("times.contained"))).isEqualTo(Instant.parse(now));
    write(id, "CONTAINED", now, "again", contained).statusCode(409);
    write(id, "ACTION", now, "another kind", correction.extract().path("id")).statusCode(422);
    write(id, "CONTAINED", now, "another incident's", Handling.random()).statusCode(422);
  }

  @Test
  void a_timeline_names_only_versions_that_others_can_wait_for() {
    var id = Handling.to("CONTAINED", Handling.incident());
    String contained = timeline(id).extract().path("items.find { it.kind == 'CONTAINED' }.id");
    var noted = write(id, "ACTION", past(0), "called the owner", null).statusCode(201);
    var corrected = write(id, "CONTAINED", past(0), "the switch's log says so", contained).statusCode(201);

    for (var answer : List.of(timeline(id), noted, corrected)) {
      for (var token : answer.extract().header("Aims-Version").split(", ")) {
        var parts = token.split("\\.");
        assertThat(count("select count(*) from event where aggregate_id = '%s' and aggregate_version = %s", parts[1],
            parts[2])).as(token).isOne();
      }
    }
  }

  @Test
  void nothing_of_an_incident_precedes_its_detection() {
    var id = Handling.to("CONTAINED", Handling.incident());
    String contained = timeline(id).extract().path("items.find { it.kind == 'CONTAINED' }.id");

    write(id, "CONTAINED", past(3600), "an hour before", contained).statusCode(422);
  }

  @Test
  void a_timeline_is_read_in_order_of_what_happened_page_by_page() {
    var id = Handling.incident();
    write(id, "OBSERVATION", past(600), "second", null).statusCode(201);
    write(id, "OBSERVATION", past(900), "first", null).statusCode(201);

    var first = as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + id + "/timeline?limit=2").then().statusCode(200);
    first.body("items.text", contains("first", "second")).body("nextCursor", notNullValue());
    as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + id + "/timeline?cursor=" + first.extract().path("nextCursor"))
        .then()
        .body("items.kind", contains("DETECTED"))
        .body("nextCursor", nullValue());
    as(Role.EXTERNAL_AUDITOR).get("/v1/incidents/" + id + "/timeline?cursor=MTp4").then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"kind\":\"ACTION\",\"text\":\"x\"} | 422",
      "{\"kind\":\"ACTION\",\"occurredAt\":\"2026-11-20T00:00:00Z\",\"text\":\" \"} | 422",
      "{\"kind\":\"CLOSED\",\"occurredAt\":\"2026-11-20T00:00:00Z\",\"text\":\"x\"} | 422",
      "{\"kind\":\"ACTION\",\"occurredAt\":\"2999-01-01T00:00:00Z\",\"text\":\"x\"} | 422",
      "{\"kind\":\"GOSSIP\",\"occurredAt\":\"2026-11-20T00:00:00Z\",\"text\":\"x\"} | 400"})
  void a_bad_line_is_a_clear_problem(String body, int status) {
    as(Role.INCIDENT_RESPONDER).body(body)
        .post("/v1/incidents/" + Handling.incident() + "/timeline")
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @Test
  void who_may_write_and_who_may_read() {
    var id = Handling.incident();
    var path = "/v1/incidents/" + id + "/timeline";

    given().get(path).then().statusCode(401);
    as(Role.EMPLOYEE).get(path).then().statusCode(403);
    as(Role.INTERNAL_AUDITOR).body(line("ACTION", past(0), "x", null)).post(path).then().statusCode(403);
    globex(Role.INCIDENT_RESPONDER).get(path).then().statusCode(404);
    globex(Role.INCIDENT_RESPONDER).body(line("ACTION", past(0), "x", null)).post(path).then().statusCode(404);
    timeline(id).body("items", hasSize(1));
  }

  /** What they were told belongs there when the incident is open already. */
  @ParameterizedTest
  @ValueSource(strings = {Role.SYSTEM_OWNER, Role.CONCERN_HANDLER})
  void who_may_open_incidents_adds_what_was_told_and_nothing_else(String role) {
    var id = Handling.incident();
    var path = "/v1/incidents/" + id + "/timeline";

    String own = as(role).body(line("OBSERVATION", past(0), "Two more letters", null))
        .post(path)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    as(role).body(line("COMMUNICATION", past(0), "The bank called", null)).post(path).then().statusCode(201);

    as(role).body(line("ACTION", past(0), "x", null)).post(path).then().statusCode(403);
    as(role).body(line("DECISION", past(0), "x", null)).post(path).then().statusCode(403);
    as(role).body(line("OBSERVATION", past(0), "Three more letters", own)).post(path).then().statusCode(403);
    timeline(id).body("items", hasSize(3));
  }

  private static ValidatableResponse timeline(String id) {
    return as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/timeline").then().statusCode(200);
  }

  private static ValidatableResponse write(String id, String kind, String at, String text, String supersedes) {
    return as(Role.INCIDENT_RESPONDER).body(line(kind, at, text, supersedes))
        .post("/v1/incidents/" + id + "/timeline")
        .then();
  }

  private static String line(String kind, String at, String text, String supersedes) {
    return "{\"kind\":\"%s\",\"occurredAt\":\"%s\",\"text\":\"%s\",\"supersedes\":%s}".formatted(kind, at, text,
        supersedes == null ? null : "\"" + supersedes + "\"");
  }

  private static String past(long seconds) {
    return Instant.now().minusSeconds(seconds).truncatedTo(ChronoUnit.MICROS).toString();
  }
}
