package io.aims.audit.proposal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.audit.Neighbours;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Everybody who has written the review in that life of the incident is an author of what it proposes. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class ReviewAuthorsTest {
  private static final String PATH = "/v1/action-proposals";
  private static final String DECLINE = "{\"reason\":\"There is a gate already\"}";
  private final UUID organisation = UUID.randomUUID();
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();
  private final UUID owner = person(Role.SYSTEM_OWNER);

  @Test
  void who_wrote_the_review_before_or_anew_does_not_decide_either_and_has_a_part_in_the_remedy() {
    var id = taken("2026-11-25T08:00:00Z");

    Neighbours.send(opened(), reviewed(2, "2026-11-25T07:00:00Z", Role.RISK_OWNER),
        reviewed(3, "2026-11-25T09:00:00Z", Role.SYSTEM_OWNER));

    awaitAuthor(Role.SYSTEM_OWNER, id);
    decide(Role.SYSTEM_OWNER, id, "decline", DECLINE).statusCode(403);
    String nonconformity = decide(Role.GOVERNANCE_OFFICER, id, "acceptance",
        """
            {"nonconformity":{"title":"Parity drifted unseen","statement":"No alarm","nodes":["9.1"],"grade":"MAJOR",
            "ownerId":"%s","correction":"Rolled back","method":"FIVE_WHYS","rootCause":"Nobody watches"},"description":"A gate for parity","ownerId":"%s","dueOn":"%s","reason":"agreed"}"""
            .formatted(owner, owner, LocalDate.now().plusDays(20)))
        .statusCode(200)
        .extract()
        .path("nonconformityId");
    Neighbours.as(organisation, Role.SYSTEM_OWNER)
        .get("/v1/nonconformities/" + nonconformity)
        .then()
        .body("correctiveActions[0].proposal.alsoWrittenBy",
            containsInAnyOrder(owner.toString(), person(Role.RISK_OWNER).toString()));
  }

  /** The first life ends, and the second begins, at the very time at which something was proposed in the first. */
  @ParameterizedTest
  @ValueSource(strings = {"reopened", "relapsed"})
  void each_life_of_an_incident_has_a_review_of_its_own(String again) {
    var earlier = taken("2026-11-25T07:00:00Z");
    var later = taken("2026-11-25T08:10:00Z");

    Neighbours.send(opened(), reviewed(2, "2026-11-25T07:00:00Z", Role.SYSTEM_OWNER),
        Neighbours.again(again, organisation, incident, caseId, 3).put("time", "2026-11-25T07:00:00Z"),
        reviewed(4, "2026-11-25T08:00:00Z", Role.GOVERNANCE_OFFICER));

    awaitAuthor(Role.GOVERNANCE_OFFICER, later);
    awaitAuthor(Role.SYSTEM_OWNER, earlier);
    decide(Role.SYSTEM_OWNER, later, "decline", DECLINE).statusCode(200);
    decide(Role.GOVERNANCE_OFFICER, earlier, "decline", DECLINE).statusCode(200);
  }

  @Test
  void a_writing_that_a_restore_has_lost_is_nobodys() {
    var id = taken("2026-11-25T09:10:00Z");
    Neighbours.send(opened(), reviewed(2, "2026-11-25T07:00:00Z", Role.SYSTEM_OWNER),
        reviewed(3, "2026-11-25T07:30:00Z", Role.SYSTEM_OWNER));
    awaitAuthor(Role.SYSTEM_OWNER, id);

    TestEvents.sendOf(2, reviewed(2, "2026-11-25T09:00:00Z", Role.GOVERNANCE_OFFICER));

    awaitAuthor(Role.GOVERNANCE_OFFICER, id);
    decide(Role.SYSTEM_OWNER, id, "decline", DECLINE).statusCode(200);
    decide(Role.GOVERNANCE_OFFICER, id, 2, "decline", DECLINE).statusCode(409);
  }

  @Test
  void a_rebuild_finds_out_again_who_wrote_the_review() throws SQLException {
    var id = taken("2026-11-25T09:10:00Z");
    var history = List.of(opened(), reviewed(2, "2026-11-25T07:00:00Z", Role.SYSTEM_OWNER));
    Neighbours.send(history);
    awaitAuthor(Role.SYSTEM_OWNER, id);
    forgotten();
    tries(Role.SYSTEM_OWNER, id).statusCode(not(403));

    Neighbours.as(organisation, Role.PLATFORM_ENGINEER)
        .body("{\"reason\":\"authors of before\"}")
        .post("/v1/feeds/incidents/rebuild")
        .then()
        .statusCode(202);
    Neighbours.send(history);

    awaitAuthor(Role.SYSTEM_OWNER, id);
  }

  private void forgotten() throws SQLException {
    try (var connection = TenancyContract.superuser(); var statement = connection.createStatement()) {
      statement.execute("delete from review_writing where incident_id = '%s'".formatted(incident));
    }
  }

  private ObjectNode opened() {
    return Neighbours.opened(organisation, incident, caseId, UUID.randomUUID());
  }

  private ObjectNode reviewed(int version, String time, String by) {
    return Neighbours.reviewed(organisation, incident, caseId, version)
        .put("time", time)
        .put("actor", person(by).toString());
  }

  private UUID person(String role) {
    return TestRealm.person(organisation, role);
  }

  private String taken(String time) {
    var proposal = UUID.randomUUID();
    Neighbours.send(Neighbours.proposed(organisation, proposal, incident, caseId).put("time", time));
    return await().atMost(30, SECONDS)
        .until(() -> Neighbours.as(organisation, Role.INCIDENT_RESPONDER)
            .get(PATH + "?proposalId=" + proposal)
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].id"), found -> found != null);
  }

  /** Tries an acceptance that would lead nowhere, until it is refused as that of an author. */
  private void awaitAuthor(String role, String id) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> tries(role, id).statusCode(403).body("type", equalTo("urn:aims:problem:four-eyes")));
  }

  private ValidatableResponse tries(String role, String id) {
    return decide(role, id, "acceptance", """
        {"nonconformityId":"%s","description":"A gate for parity","ownerId":"%s","dueOn":"%s","reason":"agreed"}"""
        .formatted(UUID.randomUUID(), owner, LocalDate.now().plusDays(20)));
  }

  private ValidatableResponse decide(String role, String id, String decision, String body) {
    return decide(role, id, 1, decision, body);
  }

  private ValidatableResponse decide(String role, String id, int version, String decision, String body) {
    return Neighbours.as(organisation, role)
        .header("If-Match", "\"" + version + "\"")
        .body(body)
        .post(PATH + "/" + id + "/" + decision)
        .then();
  }
}
