package io.aims.risk.proposal;

import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Everybody who has written the review in that life of the incident is an author of what it proposes. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class ReviewAuthorsTest {
  private static final String DECLINE = "{\"reason\":\"the vendor has fixed it\"}";
  private final Organisation organisation = Organisation.fresh();
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();
  private UUID system;

  @BeforeEach
  void system() {
    system = organisation.creditScoring();
  }

  @Test
  void who_wrote_the_review_before_or_anew_does_not_decide_either() {
    var proposal = received("2026-11-25T08:00:00Z");

    send(organisation.opened(incident, caseId, system, "SECURITY"),
        reviewed(2, "2026-11-25T07:00:00Z", Role.RISK_OWNER),
        reviewed(3, "2026-11-25T09:00:00Z", Role.SYSTEM_OWNER));

    awaitAuthor(Role.SYSTEM_OWNER, proposal);
    awaitAuthor(Role.RISK_OWNER, proposal);
    decline(Role.RISK_OWNER, proposal).statusCode(403).body("type", equalTo("urn:aims:problem:four-eyes"));
    decline(Role.GOVERNANCE_OFFICER, proposal).statusCode(200);
    decline(Role.RISK_OWNER, proposal).statusCode(409).body("state", equalTo("DECLINED"));
  }

  /** The first life ends, and the second begins, at the very time at which something was proposed in the first. */
  @Test
  void each_life_of_an_incident_has_a_review_of_its_own() {
    var earlier = received("2026-11-25T07:00:00Z");
    var later = received("2026-11-25T08:10:00Z");

    send(organisation.opened(incident, caseId, system, "SECURITY"),
        reviewed(2, "2026-11-25T07:00:00Z", Role.SYSTEM_OWNER),
        organisation.ended(incident, caseId, 3, "closed").put("time", "2026-11-25T07:00:00Z"),
        organisation.reopened(incident, caseId, 4, system, "SECURITY").put("time", "2026-11-25T07:00:00Z"),
        reviewed(5, "2026-11-25T08:00:00Z", Role.RISK_OWNER));

    awaitAuthor(Role.RISK_OWNER, later);
    awaitAuthor(Role.SYSTEM_OWNER, earlier);
    decline(Role.SYSTEM_OWNER, later).statusCode(200);
    decline(Role.RISK_OWNER, earlier).statusCode(200);
  }

  @Test
  void a_relapse_begins_a_life_with_a_review_of_its_own() {
    var proposal = received("2026-11-25T08:10:00Z");

    send(organisation.opened(incident, caseId, system, "SECURITY"),
        reviewed(2, "2026-11-25T07:00:00Z", Role.SYSTEM_OWNER),
        organisation.relapsed(incident, caseId, 3, system, "SECURITY").put("time", "2026-11-25T07:30:00Z"),
        reviewed(4, "2026-11-25T08:00:00Z", Role.RISK_OWNER));

    awaitAuthor(Role.RISK_OWNER, proposal);
    decline(Role.SYSTEM_OWNER, proposal).statusCode(200);
  }

  @Test
  void a_writing_that_a_restore_has_lost_is_nobodys() {
    var proposal = received("2026-11-25T09:10:00Z");
    send(organisation.opened(incident, caseId, system, "SECURITY"),
        reviewed(2, "2026-11-25T07:00:00Z", Role.SYSTEM_OWNER), reviewed(3, "2026-11-25T07:30:00Z", Role.SYSTEM_OWNER));
    awaitAuthor(Role.SYSTEM_OWNER, proposal);

    TestEvents.sendOf(2, reviewed(2, "2026-11-25T09:00:00Z", Role.RISK_OWNER));

    awaitAuthor(Role.RISK_OWNER, proposal);
    decline(Role.SYSTEM_OWNER, proposal).statusCode(200);
  }

  private static void send(ObjectNode... events) {
    List.of(events).forEach(TestEvents::send);
  }

  private ObjectNode reviewed(int version, String time, String by) {
    return organisation.ended(incident, caseId, version, "reviewed")
        .put("time", time)
        .put("actor", organisation.person(by).toString());
  }

  private String received(String time) {
    var proposed = organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system).put("time", time);
    TestEvents.send(proposed);
    List<String> ids = Organisation.until(() -> organisation.get("/v1/risk-proposals?limit=200")
        .extract()
        .path("items.findAll { it.proposalId == '" + proposed.path("subject").asText() + "' }.id"), f -> !f.isEmpty());
    return "/v1/risk-proposals/" + ids.getFirst();
  }

  /** Tries an acceptance that would lead nowhere, until it is refused as that of an author. */
  private void awaitAuthor(String role, String proposal) {
    var nowhere = "{\"riskId\":\"%s\",\"reason\":\"it is this one\"}".formatted(UUID.randomUUID());
    Organisation.until(() -> organisation.command(organisation.as(role), proposal, "/acceptance", nowhere)
        .extract()
        .statusCode(), status -> status == 403);
  }

  private ValidatableResponse decline(String role, String proposal) {
    return organisation.command(organisation.as(role), proposal, "/decline", DECLINE);
  }
}
