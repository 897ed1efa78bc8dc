package io.aims.audit.trace;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.audit.Neighbours;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class TraceResourceTest {

  @Test
  void a_case_is_shown_from_the_incident_to_the_nonconformity() {
    var organisation = UUID.randomUUID();
    var system = UUID.randomUUID();
    var incident = UUID.randomUUID();
    var caseId = UUID.randomUUID();
    var opened = Neighbours.opened(organisation, incident, caseId, system);
    var triaged = TestEvents.example(Neighbours.TRIAGED, organisation, incident, 2, data -> {})
        .put("correlationid", caseId.toString())
        .put("causationid", opened.get("id").asText());
    var risk = UUID.randomUUID();
    var flagged = TestEvents.example("aims.risk.risk.flagged.v1", organisation, risk, 1,
        data -> data.put("incidentId", incident.toString()))
        .put("correlationid", caseId.toString())
        .put("causationid", opened.get("id").asText());
    var registered = Neighbours.registered(organisation, system, "Credit scoring");
    Neighbours.send(registered, opened);
    sequenced(organisation, UUID.fromString(registered.get("correlationid").asText()), 1);
    sequenced(organisation, caseId, 1);
    Neighbours.send(triaged);
    sequenced(organisation, caseId, 2);
    Neighbours.send(flagged);
    sequenced(organisation, caseId, 3);
    String nonconformity = as(organisation, Role.INTERNAL_AUDITOR).body("""
        {"title":"t","statement":"s","originKind":"INCIDENT","originId":"%s","nodes":["9.1"],"grade":"MINOR",
         "ownerId":"%s","reason":"r"}""".formatted(incident, UUID.randomUUID()))
        .post("/v1/nonconformities")
        .then()
        .statusCode(201)
        .extract()
        .path("id");

    sequenced(organisation, caseId, 4);
    as(organisation, Role.INCIDENT_RESPONDER).get("/v1/traces/" + caseId)
        .then()
        .body("caseId", equalTo(caseId.toString()))
        .body("complete", equalTo(true))
        .body("events[0].type", equalTo(Neighbours.OPENED))
        .body("events[0].actor", equalTo("service:incident-service"))
        .body("events[0].at", notNullValue())
        .body("events[1].causationId", equalTo(opened.get("id").asText()))
        .body("events[3].aggregateId", equalTo(nonconformity))
        .body("nodes.type", contains("incident", "risk", "nonconformity", "ai-system"))
        .body("nodes[0].events", equalTo(2))
        .body("nodes[3].name", equalTo("Credit scoring"))
        .body("edges.kind", hasItem("FOLLOWED"))
        .body("edges.find { it.kind == 'CAUSED' && it.to == '" + risk + "' }.toEvent",
            equalTo(flagged.get("id").asText()))
        .body("edges.find { it.kind == 'AFFECTS' }.to", equalTo(risk.toString()))
        .body("edges.find { it.kind == 'CONCERNED_BY' }.from", equalTo(system.toString()))
        .body("edges.find { it.kind == 'ORIGINATES' }.from", equalTo(incident.toString()))
        .body("edges.find { it.kind == 'ORIGINATES' }.to", equalTo(nonconformity));
  }

  @Test
  void what_counts_for_two_cases_is_in_the_traces_of_both() {
    var organisation = UUID.randomUUID();
    var system = UUID.randomUUID();
    var risk = UUID.randomUUID();
    var first = UUID.randomUUID();
    var second = UUID.randomUUID();
    var scored = TestEvents.example("aims.risk.risk.scored.v1", organisation, risk, 1,
        data -> data.putArray("linkedCases")
            .add(second.toString())
            .add(first.toString())
            .add("no id")
            .add(7)
            .add(second.toString()))
        .put("correlationid", first.toString());

    Neighbours.send(Neighbours.opened(organisation, UUID.randomUUID(), first, system), scored,
        Neighbours.opened(organisation, UUID.randomUUID(), second, system));

    sequenced(organisation, first, 2);
    sequenced(organisation, second, 2);
    trace(organisation, first).body("events.linked", everyItem(equalTo(false)));
    trace(organisation, second).body("events.findAll { it.linked }.id", contains(scored.get("id").asText()))
        .body("nodes.find { it.type == 'risk' }.id", equalTo(risk.toString()));
    as(UUID.randomUUID(), Role.RISK_OWNER).get("/v1/traces/" + second).then().statusCode(404);
  }

  @Test
  void an_unknown_and_a_foreign_case_look_the_same() {
    var organisation = UUID.randomUUID();
    var foreign = UUID.randomUUID();
    var caseId = UUID.randomUUID();
    Neighbours.send(Neighbours.opened(foreign, UUID.randomUUID(), caseId, UUID.randomUUID()));
    await().atMost(30, SECONDS)
        .untilAsserted(
            () -> as(foreign, Role.RISK_OWNER).get("/v1/traces/" + caseId).then().statusCode(200));

    var ofOthers = as(organisation, Role.RISK_OWNER).get("/v1/traces/" + caseId).then().statusCode(404).extract();
    var ofNobody = as(organisation, Role.RISK_OWNER).get("/v1/traces/" + UUID.randomUUID()).then().statusCode(404);

    assertThat(ofOthers.asString()).isEqualTo(ofNobody.extract().asString());
    as(organisation, Role.RISK_OWNER).get("/v1/traces/no-id").then().statusCode(404);
  }

  @Test
  void only_who_works_on_cases_reads_them() {
    given().get("/v1/traces/" + UUID.randomUUID()).then().statusCode(401);
    as(UUID.randomUUID(), Role.EMPLOYEE).get("/v1/traces/" + UUID.randomUUID()).then().statusCode(403);
  }

  private static void sequenced(UUID organisation, UUID caseId, int events) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> trace(organisation, caseId).body("events", hasSize(events)));
  }

  private static ValidatableResponse trace(UUID organisation, UUID caseId) {
    return as(organisation, Role.INCIDENT_RESPONDER).get("/v1/traces/" + caseId).then().statusCode(200);
  }
}
