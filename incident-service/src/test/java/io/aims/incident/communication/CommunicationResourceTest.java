package io.aims.incident.communication;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.globex;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Globex;
import io.aims.incident.Occupied;
import io.aims.incident.incident.Handling;
import io.aims.platform.event.EventType;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class CommunicationResourceTest {
  @Inject
  CommunicationWorker worker;
  @Inject
  ObjectMapper json;

  private static String incident() {
    var source = Acme.source();
    Acme.deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);
    return Acme.incidentOf(source);
  }

  private static String all(String incident) {
    return "/v1/incidents/" + incident + "/communications";
  }

  private static String planned(String incident) {
    return plan(as(Role.INCIDENT_RESPONDER), incident).statusCode(201)
        .body("state", equalTo("PLANNED"))
        .extract()
        .path("id");
  }

  private static ValidatableResponse plan(RequestSpecification who, String incident) {
    return plan(who, incident, Instant.now().plusSeconds(3600));
  }

  private static ValidatableResponse plan(RequestSpecification who, String incident, Instant dueAt) {
    return who
        .body(Map.of("recipient", Map.of("audience", "CUSTOMER", "name", "First Bank", "legalGround", "Contract 7.3"),
            "dueAt", dueAt.toString()))
        .post(all(incident))
        .then();
  }

  private static ValidatableResponse tell(String incident, String id, String command, int version) {
    return tell(as(Role.INCIDENT_RESPONDER), incident, id, command, version);
  }

  private static ValidatableResponse tell(RequestSpecification who, String incident, String id, String command,
      int version) {
    return who.header("If-Match", "\"" + version + "\"")
        .body(Map.of("toldAt", Instant.now().minusSeconds(5).toString(), "channel", "EMAIL", "content",
            "It turns down the old", "reason", "The contract asks for it"))
        .post(all(incident) + "/" + id + "/" + command)
        .then();
  }

  @Test
  void what_can_not_be_said_waits_and_silences_no_other() {
    var incident = incident();
    var bad = planned(incident);
    var good = planned(incident);
    var late = Instant.now().plusSeconds(7200);
    Acme.tamper("update communication set state = 'BROKEN' where id = '%s'", bad);

    worker.ring(late);
    assertThat(overdue(good)).isOne();
    assertThat(Acme.count("select failures from communication where id = '%s'", bad)).isPositive();

    Acme.tamper("update communication set state = 'PLANNED' where id = '%s'", bad);
    worker.ring(late.plusSeconds(120));
    assertThat(overdue(bad)).isOne();
    assertThat(Acme.count("select failures from communication where id = '%s'", bad)).isZero();
  }

  private static long overdue(String id) {
    return Acme.count("select count(*) from event where aggregate_id = '%s' and type ="
        + " 'aims.incident.communication.overdue.v1'", id);
  }

  @Test
  void who_is_still_to_be_told_keeps_the_incident_from_being_closed() {
    var incident = Handling.to("REVIEW", incident());
    var late = planned(incident);
    var needless = planned(incident);
    worker.ring(Instant.now().plusSeconds(7200));

    closing(incident).statusCode(409).body("detail", containsString("communications"));
    tell(incident, late, "telling", 2).statusCode(200);
    closing(incident).statusCode(409);
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"2\"")
        .body(Handling.REASON)
        .post(all(incident) + "/" + needless + "/cancellation")
        .then()
        .statusCode(200);
    closing(incident).statusCode(200);
  }

  @Test
  void who_is_still_to_be_told_keeps_the_incident_from_being_dismissed() {
    var incident = incident();
    var needless = planned(incident);

    Handling.command(incident, "dismissal", Handling.REASON)
        .statusCode(409)
        .body("detail", containsString("communications"));
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(Handling.REASON)
        .post(all(incident) + "/" + needless + "/cancellation")
        .then()
        .statusCode(200);
    Handling.command(incident, "dismissal", Handling.REASON).statusCode(200);
  }

  @Test
  void who_plans_to_tell_somebody_waits_for_who_decides_upon_the_incident() throws Exception {
    var merged = incident();
    var target = incident();
    Handling.command(merged, "merge", "{\"targetId\":\"%s\",\"reason\":\"one thing\"}".formatted(target))
        .statusCode(200);

    for (var incident : List.of(merged, target)) {
      CompletableFuture<String> planned;
      try (var occupied = new Occupied(target)) {
        planned = CompletableFuture.supplyAsync(() -> planned(incident));
        occupied.awaitAnother();
        assertThat(planned).isNotDone();
      }
      assertThat(planned.get(20, SECONDS)).isNotNull();
    }
  }

  @Test
  void whom_a_merged_incident_has_to_tell_keeps_what_goes_on_for_it_from_being_closed() {
    var merged = incident();
    var target = incident();
    planned(merged);
    Handling.command(merged, "merge", "{\"targetId\":\"%s\",\"reason\":\"one thing\"}".formatted(target))
        .statusCode(200);

    closing(Handling.to("REVIEW", target)).statusCode(409).body("detail", containsString("communications"));
  }

  private static ValidatableResponse closing(String incident) {
    return Handling.command(incident, "closing", Handling.REASON);
  }

  @Test
  void who_is_still_to_be_told_is_visible_and_a_correction_leaves_what_was_said() {
    var incident = incident();
    var first = planned(incident);
    var second = planned(incident);
    tell(incident, first, "telling", 1).statusCode(200).body("told.channel", equalTo("EMAIL"));
    String correction = tell(incident, first, "correction", 2).statusCode(201)
        .body("supersedes", equalTo(first))
        .extract()
        .path("id");

    as(Role.EXTERNAL_AUDITOR).get(all(incident) + "?state=PLANNED").then().body("items.id", contains(second));
    as(Role.EXTERNAL_AUDITOR).get(all(incident)).then().body("items.id", contains(correction, second, first));
    as(Role.EXTERNAL_AUDITOR).get(all(incident) + "/" + first)
        .then()
        .body("state", equalTo("SUPERSEDED"))
        .body("supersededBy", equalTo(correction))
        .body("told.content", equalTo("It turns down the old"));
    tell(incident, first, "correction", 3).statusCode(409);
    tell(incident, second, "telling", 7).statusCode(412);
  }

  @Test
  void it_belongs_to_the_case_and_its_words_are_not_published() {
    var incident = incident();
    var id = planned(incident);
    tell(incident, id, "telling", 1).statusCode(200);
    String caseId = as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident).then().extract().path("caseId");

    as(Role.INTERNAL_AUDITOR).get(all(incident) + "/" + id + "/history")
        .then()
        .body("items", hasSize(2))
        .body("items.correlationId", everyItem(equalTo(caseId)));
    assertThat(Acme.count("select count(*) from event where aggregate_id = '%s' and"
        + " (position('First Bank' in convert_from(body, 'UTF8')) > 0 or position('turns down' in"
        + " convert_from(body, 'UTF8')) > 0)", id)).isZero();
  }

  @Test
  void who_should_have_been_told_is_said_once() {
    var incident = incident();
    var id = planned(incident);

    worker.ring(Instant.now().plusSeconds(7200));
    worker.ring(Instant.now().plusSeconds(7200));

    assertThat(Acme.count("select count(*) from event where aggregate_id = '%s' and type ="
        + " 'aims.incident.communication.overdue.v1'", id)).isEqualTo(1);
  }

  @Test
  void whom_there_is_to_tell_over_all_incidents_is_listed_first_due_first() {
    var one = incident();
    var other = incident();
    var late = plan(as(Role.INCIDENT_RESPONDER), one, Instant.now().minusSeconds(60)).extract().<String>path("id");
    var soon = planned(other);
    var told = planned(one);
    tell(one, told, "telling", 1).statusCode(200);
    String correction = tell(one, told, "correction", 2).statusCode(201).extract().path("id");

    List<String> planned = due("state=PLANNED&limit=200").extract().path("items.id");
    assertThat(planned).containsSubsequence(late, soon).doesNotContain(told, correction);
    due("state=PLANNED&limit=200&dueBefore=" + Instant.now()).body("items.id", hasItem(late))
        .body("items.id", not(hasItem(soon)));
    due("limit=200").body("items.id", hasItems(late, soon, told))
        .body("items.id", not(hasItem(correction)))
        .body("items.find { it.id == '" + soon + "' }.incidentId", equalTo(other));
    globex(Role.INCIDENT_RESPONDER).get("/v1/communications?limit=200")
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem(late)));
    as(Role.EMPLOYEE).get("/v1/communications").then().statusCode(403);
    as(Role.INCIDENT_RESPONDER).get("/v1/communications?dueBefore=soon").then().statusCode(400);
  }

  private static ValidatableResponse due(String query) {
    return as(Role.EXTERNAL_AUDITOR).get("/v1/communications?" + query).then().statusCode(200);
  }

  @Test
  void others_see_nothing_and_may_do_nothing() {
    var incident = incident();
    var id = planned(incident);

    globex(Role.INCIDENT_RESPONDER).get(all(incident)).then().statusCode(404);
    globex(Role.INCIDENT_RESPONDER).get(all(incident) + "/" + id).then().statusCode(404);
    as(Role.EMPLOYEE).get(all(incident)).then().statusCode(403);
    as(Role.INCIDENT_RESPONDER).get(all(UUID.randomUUID().toString()) + "/" + id).then().statusCode(404);
    as(Role.INCIDENT_RESPONDER).header("If-Match", "\"1\"")
        .body(Map.of("reason", "No"))
        .post(all(incident) + "/" + id + "/cancellation")
        .then()
        .statusCode(403);
    assertThat(TenancyContract.rowsWithoutTenant("communication")).isZero();
  }

  /** The same person, with the same role, may do in one organisation what in the other there is nothing to do with. */
  @Test
  void another_organisation_writes_nothing() {
    var incident = incident();
    var planned = planned(incident);
    var told = planned(incident);
    tell(incident, told, "telling", 1).statusCode(200);
    var needless = planned(incident);

    plan(Globex.as(Role.INCIDENT_RESPONDER), incident).statusCode(404);
    tell(Globex.as(Role.INCIDENT_RESPONDER), incident, planned, "telling", 1).statusCode(404);
    tell(Globex.as(Role.INCIDENT_RESPONDER), incident, told, "correction", 2).statusCode(404);
    cancel(Globex.as(Role.GOVERNANCE_OFFICER), incident, needless, 1).statusCode(404);

    as(Role.INTERNAL_AUDITOR).get(all(incident))
        .then()
        .body("items.id", contains(needless, told, planned))
        .body("items.version", contains(1, 2, 1));
    plan(as(Role.INCIDENT_RESPONDER), incident).statusCode(201);
    tell(as(Role.INCIDENT_RESPONDER), incident, planned, "telling", 1).statusCode(200);
    tell(as(Role.INCIDENT_RESPONDER), incident, told, "correction", 2).statusCode(201);
    cancel(as(Role.GOVERNANCE_OFFICER), incident, needless, 1).statusCode(200);
  }

  @Test
  void what_needs_not_be_told_is_cancelled_once_and_not_missed() {
    var incident = incident();
    var cancelled = planned(incident);
    var other = planned(incident);

    cancel(as(Role.GOVERNANCE_OFFICER), incident, cancelled, 1).statusCode(200)
        .body("state", equalTo("CANCELLED"))
        .body("allowed", empty());
    worker.ring(Instant.now().plusSeconds(7200));

    assertThat(overdue(other)).isOne();
    assertThat(overdue(cancelled)).isZero();
    as(Role.EXTERNAL_AUDITOR).get(all(incident) + "?state=PLANNED").then().body("items.id", contains(other));
    cancel(as(Role.GOVERNANCE_OFFICER), incident, cancelled, 2).statusCode(409)
        .body("type", equalTo("urn:aims:problem:not-allowed-now"))
        .body("state", equalTo("CANCELLED"));
    tell(incident, cancelled, "telling", 2).statusCode(409);
    as(Role.INTERNAL_AUDITOR).get(all(incident) + "/" + cancelled + "/history")
        .then()
        .body("items.type", contains("aims.incident.communication.planned.v1",
            "aims.incident.communication.cancelled.v1"))
        .body("items[1].texts.reason", equalTo("The contract has ended"));
  }

  private static ValidatableResponse cancel(RequestSpecification who, String incident, String id, int version) {
    return who.header("If-Match", "\"" + version + "\"")
        .body(Map.of("reason", "The contract has ended"))
        .post(all(incident) + "/" + id + "/cancellation")
        .then();
  }

  @Test
  void each_event_and_its_example_keep_to_the_published_schema() throws Exception {
    var told = CommunicationTest.planned();
    var now = CommunicationTest.NOW;
    var events = Stream
        .of(told.planned(), told.tell(CommunicationTest.said(now), now), told.supersede(UUID.randomUUID()),
            CommunicationTest.planned().cancel(),
            CommunicationTest.planned().ring(CommunicationTest.DUE).orElseThrow())
        .toList();

    for (var event : events) {
      var type = event.getClass().getAnnotation(EventType.class).value();
      assertThat(EventContract.violations(type, event, json)).as(type).isEmpty();
      assertThat(EventContract.violations(json.readTree(Contracts.example(type)))).as(type).isEmpty();
    }
    assertThat(events.stream().map(Object::getClass).collect(Collectors.<Class<?>>toSet()))
        .containsExactlyInAnyOrder(CommunicationEvent.class.getPermittedSubclasses());
  }
}
