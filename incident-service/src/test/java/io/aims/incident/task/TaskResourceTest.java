package io.aims.incident.task;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Occupied;
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
class TaskResourceTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final String OWNER = TestRealm.person(TestRealm.ACME, Role.SYSTEM_OWNER).toString();
  @Inject
  TaskWorker worker;

  @Test
  void a_task_is_given_to_somebody_who_does_it_before_the_incident_closes() {
    var incident = Handling.to("REVIEW", Handling.incident());
    String task = assign(incident, OWNER).statusCode(201)
        .header("ETag", "\"1\"")
        .body("state", equalTo("OPEN"))
        .extract()
        .path("id");

    as(Role.SYSTEM_OWNER).get("/v1/incident-tasks?state=OPEN&ownerId=" + OWNER + "&incidentId=" + incident)
        .then()
        .statusCode(200)
        .body("items.id", contains(task));
    Handling.command(incident, "closing", Handling.REASON).statusCode(409).body("detail", containsString("tasks"));
    command(Role.SYSTEM_OWNER, task, 1, "completion").statusCode(200).body("state", equalTo("DONE"));
    Handling.command(incident, "closing", Handling.REASON).statusCode(200);
    command(Role.SYSTEM_OWNER, task, 2, "completion").statusCode(409);
    as(Role.EXTERNAL_AUDITOR).get("/v1/incident-tasks/" + task + "/history").then().body("items", hasSize(2));
  }

  @Test
  void what_an_incident_has_taken_in_has_to_be_done_before_it_closes_and_gets_no_more() {
    var merged = Handling.incident();
    var target = Handling.to("REVIEW", Handling.incident());
    String task = assign(merged, OWNER).statusCode(201).extract().path("id");
    Handling.command(merged, "merge", "{\"targetId\":\"%s\",\"reason\":\"one thing\"}".formatted(target))
        .statusCode(200);

    assign(merged, OWNER).statusCode(409).body("state", equalTo("MERGED"));
    Handling.command(target, "closing", Handling.REASON).statusCode(409).body("detail", containsString("tasks"));
    command(Role.SYSTEM_OWNER, task, 1, "completion").statusCode(200);
    Handling.command(target, "closing", Handling.REASON).statusCode(200);
    assign(target, OWNER).statusCode(409).body("state", equalTo("CLOSED"));
  }

  @Test
  void what_is_to_be_done_keeps_an_incident_from_being_dismissed_until_somebody_says_why_not() {
    var incident = Handling.incident();
    String task = assign(incident, OWNER, TODAY.minusDays(1)).statusCode(201).extract().path("id");

    Handling.command(incident, "dismissal", Handling.REASON).statusCode(409).body("detail", containsString("tasks"));
    command(Role.INCIDENT_RESPONDER, task, 1, "dropping").statusCode(200);
    Handling.command(incident, "dismissal", Handling.REASON).statusCode(200);
  }

  @Test
  void who_assigns_a_task_waits_for_who_decides_upon_its_incident() throws Exception {
    var incident = Handling.to("REVIEW", Handling.incident());
    CompletableFuture<Integer> status;

    try (var occupied = new Occupied(incident)) {
      status = CompletableFuture.supplyAsync(() -> assign(incident, OWNER).extract().statusCode());
      occupied.awaitAnother();
    }

    assertThat(status.get(20, SECONDS)).isEqualTo(201);
  }

  @Test
  void a_task_is_handed_over_and_can_be_dropped() {
    var other = Handling.random();
    String task = assign(Handling.incident(), OWNER).extract().path("id");

    as(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body("{\"ownerId\":\"%s\",\"dueOn\":\"2026-12-01\",\"reason\":\"knows it better\"}".formatted(other))
        .post("/v1/incident-tasks/" + task + "/assignment")
        .then()
        .statusCode(200)
        .body("ownerId", equalTo(other))
        .body("dueOn", equalTo("2026-12-01"));
    command(Role.SYSTEM_OWNER, task, 2, "completion").statusCode(403);
    command(Role.INCIDENT_RESPONDER, task, 2, "dropping").statusCode(200).body("state", equalTo("DROPPED"));
  }

  @Test
  void what_should_have_been_done_is_said_once_and_can_be_asked_for() {
    var incident = Handling.incident();
    String late = assign(incident, OWNER, TODAY.minusDays(1)).body("overdue", equalTo(true)).extract().path("id");
    String today = assign(incident, OWNER, TODAY).body("overdue", equalTo(false)).extract().path("id");
    String never = assign(incident, OWNER).body("overdue", equalTo(false)).extract().path("id");

    worker.ring(Instant.now());
    worker.ring(Instant.now());

    assertThat(said(late)).isOne();
    assertThat(said(today) + said(never)).isZero();
    listed(incident, "overdue=true").body("items.id", contains(late)).body("items.overdue", contains(true));
    listed(incident, "overdue=false").body("items.id", contains(never, today));
    command(Role.SYSTEM_OWNER, late, 2, "completion").statusCode(200).body("overdue", equalTo(false));
    listed(incident, "overdue=true").body("items", empty());
    listed(incident, "state=OPEN").body("items.id", contains(never, today));
  }

  @Test
  void what_can_not_be_said_waits_and_silences_no_other() {
    var incident = Handling.incident();
    String bad = assign(incident, OWNER, TODAY).extract().path("id");
    String good = assign(incident, OWNER, TODAY).extract().path("id");
    var tomorrow = TODAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Acme.tamper("update task set state = 'BROKEN' where id = '%s'", bad);

    worker.ring(tomorrow);
    assertThat(said(good)).isOne();
    assertThat(said(bad)).isZero();
    assertThat(Acme.count("select failures from task where id = '%s'", bad)).isPositive();

    Acme.tamper("update task set state = 'OPEN' where id = '%s'", bad);
    worker.ring(tomorrow.plusSeconds(120));
    assertThat(said(bad)).isOne();
    assertThat(Acme.count("select failures from task where id = '%s'", bad)).isZero();
  }

  @Test
  void nobody_does_something_until_a_day_that_is_too_far_away() {
    assign(Handling.incident(), OWNER, LocalDate.of(9999, 12, 31)).statusCode(422)
        .body("violations.field", contains("dueOn"));
  }

  private static long said(String task) {
    return Acme.count("select count(*) from event where aggregate_id = '%s' and type = 'aims.incident.task.overdue.v1'",
        task);
  }

  private static ValidatableResponse listed(String incident, String query) {
    return as(Role.INTERNAL_AUDITOR).get("/v1/incident-tasks?incidentId=" + incident + "&" + query)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse assign(String incident, String owner, LocalDate dueOn) {
    return as(Role.INCIDENT_RESPONDER)
        .body(
            "{\"incidentId\":\"%s\",\"title\":\"Look\",\"ownerId\":\"%s\",\"dueOn\":\"%s\"}".formatted(incident, owner,
                dueOn))
        .post("/v1/incident-tasks")
        .then();
  }

  @Test
  void tasks_stay_within_the_organisation_and_with_those_who_handle_incidents() {
    var incident = Handling.incident();
    String task = assign(incident, OWNER).extract().path("id");

    given().get("/v1/incident-tasks").then().statusCode(401);
    as(Role.EMPLOYEE).get("/v1/incident-tasks").then().statusCode(403);
    as(Role.SYSTEM_OWNER).body(body(incident, OWNER)).post("/v1/incident-tasks").then().statusCode(403);
    assign(Handling.random(), OWNER).statusCode(422);
    globex(Role.INCIDENT_RESPONDER).body(body(incident, OWNER)).post("/v1/incident-tasks").then().statusCode(422);
    globex(Role.INCIDENT_RESPONDER).get("/v1/incident-tasks/" + task).then().statusCode(404);
    globex(Role.INCIDENT_RESPONDER).get("/v1/incident-tasks?incidentId=" + incident).then().body("items", empty());
    as(Role.INCIDENT_RESPONDER).body(Handling.REASON)
        .post("/v1/incident-tasks/" + task + "/dropping")
        .then()
        .statusCode(428);
    command(Role.INCIDENT_RESPONDER, task, 7, "dropping").statusCode(412);
  }

  private static ValidatableResponse assign(String incident, String owner) {
    return as(Role.INCIDENT_RESPONDER).body(body(incident, owner)).post("/v1/incident-tasks").then();
  }

  private static String body(String incident, String owner) {
    return "{\"incidentId\":\"%s\",\"title\":\"Look at the data\",\"ownerId\":\"%s\"}".formatted(incident, owner);
  }

  private static ValidatableResponse command(String role, String task, int version, String command) {
    return as(role).header("If-Match", "\"" + version + "\"")
        .body(Handling.REASON)
        .post("/v1/incident-tasks/" + task + "/" + command)
        .then();
  }
}
