package io.aims.incident.nonconformity;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.incident.Handling;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ProposalOutcomeTest {
  private final UUID nonconformity = UUID.randomUUID();
  private final UUID decision = UUID.randomUUID();
  private final UUID action = UUID.randomUUID();
  private String incident;
  private String proposal;
  private int version;

  @BeforeEach
  void review() {
    incident = Handling.to("RESOLVED", Handling.incident());
    proposal = proposed();
  }

  @Test
  void a_review_shows_what_became_of_its_action_until_it_turns_out_not_to_hold() {
    nonconformity("raised", data -> data.put("originId", incident));
    planned();
    accepted();
    shows("state", "ACCEPTED");
    Handling.read(incident)
        .body("proposals[0].became.service", equalTo("audit-service"))
        .body("proposals[0].became.type", equalTo("corrective-action"))
        .body("proposals[0].became.id", equalTo(action.toString()))
        .body("proposals[0].became.partOfId", equalTo(nonconformity.toString()))
        .body("proposals[0].decidedBy", notNullValue());
    shows("progress", "UNDER_WAY");

    nonconformity("corrective-action-completed", data -> data.put("actionId", action.toString()));
    shows("progress", "COMPLETED");
    nonconformity("effectiveness-verified", data -> data.put("effective", true));
    shows("progress", "EFFECTIVE");
    nonconformity("recurred", data -> data.put("contradicted", true));
    shows("progress", "CONTRADICTED");
    Handling.read(incident).body("nonconformities[0].contradicted", equalTo(true));
    nonconformity("recurrence-judged", data -> data.put("reopened", false));
    shows("progress", "EFFECTIVE");
    nonconformity("recurred", data -> data.put("contradicted", true));
    nonconformity("recurrence-judged", data -> data.put("reopened", true));
    shows("progress", "INEFFECTIVE");
  }

  @Test
  void what_is_found_not_effective_stays_so_when_another_one_is() {
    nonconformity("raised", data -> data.put("originId", incident));
    planned();
    accepted();
    nonconformity("corrective-action-completed", data -> data.put("actionId", action.toString()));
    nonconformity("effectiveness-verified", data -> data.put("effective", false));
    shows("progress", "INEFFECTIVE");

    nonconformity("corrective-action-planned", data -> data.put("actionId", UUID.randomUUID().toString()));
    nonconformity("effectiveness-verified", data -> data.put("effective", true));

    await().atMost(30, SECONDS)
        .untilAsserted(() -> Handling.read(incident).body("nonconformities[0].effective", equalTo(true)));
    shows("progress", "INEFFECTIVE");
  }

  @Test
  void news_of_the_action_may_be_later_than_the_acceptance() {
    accepted();
    shows("state", "ACCEPTED");
    Handling.read(incident).body("proposals[0].progress", nullValue());

    nonconformity("raised", data -> data.put("originId", incident));
    planned();
    shows("progress", "UNDER_WAY");
  }

  @Test
  void a_proposal_is_open_until_somebody_declines_it_and_the_first_decision_stands() {
    Handling.read(incident)
        .body("proposals[0].state", equalTo("OPEN"))
        .body("proposals[0].became", nullValue());

    decided(1, "declined", data -> {});
    decided(2, "accepted", data -> data.put("actionId", action.toString()));
    nonconformity("raised", data -> data.put("originId", incident));
    nonconformityIsThere();

    shows("state", "DECLINED");
    Handling.read(incident).body("proposals[0].became", nullValue());
  }

  /** It was accepted into what another part of the case has led to. */
  @Test
  void the_incident_closes_when_what_its_review_proposed_is_effective_wherever_that_is() {
    nonconformity("raised", data -> data.put("originId", UUID.randomUUID().toString()));
    planned();
    Handling.command(incident, "closing", Handling.REASON).statusCode(409).body("detail", containsString("asks for"));
    accepted();
    shows("state", "ACCEPTED");

    Handling.command(incident, "closing", Handling.REASON).statusCode(409).body("detail", containsString("effective"));
    nonconformity("corrective-action-completed", data -> data.put("actionId", action.toString()));
    nonconformity("effectiveness-verified", data -> data.put("effective", true));
    shows("progress", "EFFECTIVE");
    Handling.command(incident, "closing", Handling.REASON).statusCode(200);
  }

  private void nonconformityIsThere() {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> Handling.read(incident)
            .body("nonconformities[0].id", equalTo(nonconformity.toString())));
  }

  private void planned() {
    nonconformity("corrective-action-planned", data -> data.put("actionId", action.toString()));
  }

  private void accepted() {
    decided(1, "accepted",
        data -> data.put("actionId", action.toString()).put("nonconformityId", nonconformity.toString()));
  }

  private void decided(int version, String how, Consumer<ObjectNode> changes) {
    TestEvents.send(TestEvents.example("aims.audit.action-proposal." + how + ".v1", TestRealm.ACME, decision, version,
        data -> changes.accept(data.put("proposalId", proposal).put("incidentId", incident))));
  }

  private void nonconformity(String what, Consumer<ObjectNode> changes) {
    TestEvents.send(TestEvents.example("aims.audit.nonconformity." + what + ".v1", TestRealm.ACME, nonconformity,
        ++version, changes));
  }

  private void shows(String field, String value) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> Handling.read(incident).body("proposals[0]." + field, equalTo(value)));
  }

  private String proposed() {
    return Handling.command(incident, "review", """
        {"correctiveActionRequired":true,"contributingCauses":"shifted sample","lessons":"watch it","decisions":[
        {"kind":"CORRECTIVE_ACTION","text":"a gate"}],"reason":"met"}""")
        .statusCode(200)
        .extract()
        .path("proposals[0].id");
  }
}
