package io.aims.audit.nonconformity;

import static io.aims.audit.Neighbours.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.audit.Neighbours;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class RecurrenceTest {
  private static final String PATH = "/v1/nonconformities";
  private static final UUID ACME = TestRealm.ACME;
  private static final UUID OWNER = TestRealm.person(ACME, Role.SYSTEM_OWNER);
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();
  private final UUID again = UUID.randomUUID();
  private final UUID itsCase = UUID.randomUUID();

  @Test
  void what_was_closed_as_effective_asks_for_a_decision_and_is_begun_anew() {
    var id = closed();
    var recurrence = Neighbours.recurrence(ACME, again, itsCase, incident);

    Neighbours.send(recurrence, recurrence);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> read(id).header("ETag", "\"7\"").body("state", equalTo("CONTRADICTED")));
    read(id).body("nextSteps", contains("recurrence"))
        .body("recurrence.incidentId", equalTo(again.toString()))
        .body("recurrence.times", equalTo(1));
    list("state=CONTRADICTED").body("items.id", contains(id));
    list("recurred=true").body("items.id", contains(id));
    list("recurred=false").body("items", empty());
    step(Role.GOVERNANCE_OFFICER, id, "recurrence", 7, "{\"reopen\":true,\"reason\":\"the gate lets it pass\"}")
        .statusCode(200)
        .body("state", equalTo("PLANNING"))
        .body("effectiveness.effective", equalTo(false));
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("audit"))
            .filteredOn(e -> e.path("subject").asText().equals(id) && e.path("aggregateversion").asInt() > 6)
            .hasSize(2)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.path("correlationid").asText()).isEqualTo(caseId.toString()))
            .allSatisfy(e -> assertThat(e.at("/data/linkedCases/0").asText()).isEqualTo(itsCase.toString()))
            .anySatisfy(e -> assertThat(e.path("causationid").asText()).isEqualTo(recurrence.get("id").asText())));
  }

  @Test
  void a_relapse_of_the_incident_contradicts_its_own_remedy() {
    var id = closed();

    Neighbours.send(event("relapsed", incident, 2).put("correlationid", caseId.toString()));

    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("state", equalTo("CONTRADICTED")));
    read(id).body("recurrence.incidentId", equalTo(incident.toString())).body("recurrence.times", equalTo(1));
    Neighbours.send(event("dismissed", incident, 3));
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("state", equalTo("CLOSED")));
    read(id).body("recurrence", nullValue());
    Neighbours.send(event("reopened", incident, 4));
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("state", equalTo("CONTRADICTED")));
  }

  @Test
  void an_independent_person_upholds_it_where_the_cause_is_another_one() {
    var id = closed();
    Neighbours.send(Neighbours.recurrence(ACME, again, itsCase, incident));
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("state", equalTo("CONTRADICTED")));
    var uphold = "{\"reopen\":false,\"reason\":\"another cause\"}";

    step(Role.INTERNAL_AUDITOR, id, "recurrence", 7, uphold).statusCode(403)
        .body("type", equalTo("urn:aims:problem:four-eyes"));
    step(Role.SYSTEM_OWNER, id, "recurrence", 7, uphold).statusCode(403);
    step(Role.GOVERNANCE_OFFICER, id, "recurrence", 6, uphold).statusCode(412);
    step(Role.GOVERNANCE_OFFICER, id, "recurrence", 7, "{\"reopen\":false}").statusCode(422);
    step(Role.GOVERNANCE_OFFICER, id, "recurrence", 7, uphold).statusCode(200)
        .body("state", equalTo("CLOSED"))
        .body("effectiveness.effective", equalTo(true));
    step(Role.GOVERNANCE_OFFICER, id, "recurrence", 8, uphold).statusCode(409);
  }

  @Test
  void what_is_dismissed_as_no_incident_contradicts_nothing_until_it_is_re_opened() {
    var id = closed();
    Neighbours.send(Neighbours.recurrence(ACME, again, itsCase, incident));
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("state", equalTo("CONTRADICTED")));

    Neighbours.send(event("dismissed", again, 2));
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).header("ETag", "\"8\"").body("state", equalTo("CLOSED")));
    read(id).body("recurrence", nullValue()).body("effectiveness.effective", equalTo(true));
    list("recurred=true").body("items", empty());
    Neighbours.send(event("reopened", again, 3));
    await().atMost(30, SECONDS)
        .untilAsserted(() -> read(id).header("ETag", "\"9\"").body("state", equalTo("CONTRADICTED")));
    list("recurred=true").body("items.id", contains(id));
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("audit"))
            .filteredOn(e -> e.path("subject").asText().equals(id) && e.path("aggregateversion").asInt() == 8)
            .hasSize(1)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.path("correlationid").asText()).isEqualTo(caseId.toString())));
  }

  /** One part is none, and the other one has gone into another incident: that decides. */
  @Test
  void a_recurrence_was_none_only_when_all_that_became_of_it_was_none() throws Exception {
    var id = closed();
    var part = UUID.randomUUID();
    var other = UUID.randomUUID();
    var split = Neighbours.opened(ACME, part, itsCase, UUID.randomUUID());
    ((ObjectNode) split.get("data")).put("splitFrom", again.toString());
    var merged = TestEvents.example("aims.incident.incident.merged.v1", ACME, part, 2,
        data -> data.put("into", other.toString()));
    Neighbours.send(Neighbours.recurrence(ACME, again, itsCase, incident), split, merged,
        Neighbours.opened(ACME, other, UUID.randomUUID(), UUID.randomUUID()), event("dismissed", again, 2));
    await().atMost(30, SECONDS).until(() -> applied(again, 2) && applied(part, 2) && applied(other, 1));
    read(id).body("state", equalTo("CONTRADICTED"));

    Neighbours.send(event("dismissed", other, 2));

    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("state", equalTo("CLOSED")));
  }

  private ObjectNode event(String what, UUID of, int version) {
    return TestEvents.example("aims.incident.incident." + what + ".v1", ACME, of, version, data -> {});
  }

  @Test
  void what_was_merged_into_the_earlier_incident_recurs_with_it() throws Exception {
    var id = closed();
    var into = UUID.randomUUID();
    Neighbours.send(TestEvents.example("aims.incident.incident.merged.v1", ACME, incident, 2,
        data -> data.put("into", into.toString())));
    await().atMost(30, SECONDS).until(() -> applied(incident, 2));

    Neighbours.send(Neighbours.recurrence(ACME, again, itsCase, into));

    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("state", equalTo("CONTRADICTED")));
  }

  /** The remedy is the first one's; what came between had none of its own, and was split. */
  @Test
  void a_recurrence_reaches_back_past_those_that_raised_nothing() throws Exception {
    var id = closed();
    var part = UUID.randomUUID();
    Neighbours.send(Neighbours.recurrence(ACME, again, itsCase, incident));
    await().atMost(30, SECONDS).untilAsserted(() -> read(id).body("recurrence.times", equalTo(1)));
    step(Role.GOVERNANCE_OFFICER, id, "recurrence", 7, "{\"reopen\":false,\"reason\":\"another cause\"}")
        .statusCode(200);
    var split = Neighbours.opened(ACME, part, itsCase, UUID.randomUUID());
    ((ObjectNode) split.get("data")).put("splitFrom", again.toString());
    Neighbours.send(split);
    await().atMost(30, SECONDS).until(() -> applied(part, 1));
    read(id).body("state", equalTo("CLOSED"));

    Neighbours.send(Neighbours.recurrence(ACME, UUID.randomUUID(), UUID.randomUUID(), part));

    await().atMost(30, SECONDS)
        .untilAsserted(() -> read(id).body("state", equalTo("CONTRADICTED")).body("recurrence.times", equalTo(2)));
  }

  @Test
  void a_nonconformity_of_another_incident_or_organisation_is_left_alone() {
    var id = closed();
    var foreign = UUID.randomUUID();
    Neighbours.send(Neighbours.recurrence(ACME, again, itsCase, UUID.randomUUID()),
        Neighbours.recurrence(TestRealm.GLOBEX, foreign, UUID.randomUUID(), incident));

    await().atMost(30, SECONDS).until(() -> applied(again, 1) && applied(foreign, 1));

    read(id).header("ETag", "\"6\"").body("state", equalTo("CLOSED")).body("recurrence", nullValue());
  }

  /** A nonconformity of the incident that the system's owner remedied and an auditor found effective. */
  private String closed() {
    Neighbours.send(Neighbours.opened(ACME, incident, caseId, UUID.randomUUID()));
    var id = raise(incident);
    step(Role.SYSTEM_OWNER, id, "correction", 1, "{\"correction\":\"c\"}").statusCode(200);
    step(Role.SYSTEM_OWNER, id, "root-cause", 2, "{\"method\":\"OTHER\",\"rootCause\":\"r\"}").statusCode(200);
    String action = step(Role.SYSTEM_OWNER, id, "corrective-actions", 3,
        "{\"description\":\"d\",\"ownerId\":\"%s\",\"dueOn\":\"%s\"}".formatted(OWNER, LocalDate.now().plusDays(9)))
        .statusCode(200)
        .extract()
        .path("correctiveActions[0].id");
    step(Role.SYSTEM_OWNER, id, "corrective-actions/" + action + "/completion", 4, "{\"result\":\"d\"}")
        .statusCode(200);
    step(Role.INTERNAL_AUDITOR, id, "effectiveness", 5, "{\"effective\":true,\"reason\":\"quiet\"}").statusCode(200);
    return id;
  }

  private static boolean applied(UUID incident, int version) throws SQLException {
    try (var database = TenancyContract.superuser();
        var found = database.createStatement()
            .executeQuery("""
                select 1 from inbox where feed = 'incidents' and aggregate_id = '%s' and version >= %d"""
                .formatted(incident, version))) {
      return found.next();
    }
  }

  private static String raise(UUID incident) {
    return as(ACME, Role.INTERNAL_AUDITOR).body("""
        {"title":"t","statement":"s","originKind":"INCIDENT","originId":"%s","nodes":["9.1"],"grade":"MAJOR",
        "ownerId":"%s","reason":"r"}""".formatted(incident, OWNER))
        .post(PATH)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static ValidatableResponse read(String id) {
    return as(ACME, Role.RISK_OWNER).get(PATH + "/" + id).then().statusCode(200);
  }

  private ValidatableResponse list(String filter) {
    return as(ACME, Role.RISK_OWNER).get(PATH + "?caseId=" + caseId + "&" + filter).then().statusCode(200);
  }

  private static ValidatableResponse step(String role, String id, String step, int version, String body) {
    return as(ACME, role).header("If-Match", "\"" + version + "\"")
        .body(body)
        .post(PATH + "/" + id + "/" + step)
        .then();
  }
}
