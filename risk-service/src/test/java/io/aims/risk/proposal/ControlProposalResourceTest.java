package io.aims.risk.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.risk.Bodies;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class ControlProposalResourceTest {
  private static final String PROPOSALS = "/v1/control-proposals";
  private final Organisation organisation = Organisation.fresh();
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();

  @Test
  void a_step_that_stays_when_the_treatment_is_planned_anew_is_found_by_its_id() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    String action = organisation
        .command(organisation.as(Role.SYSTEM_OWNER), received(system), "/acceptance",
            wanted(risk, "A.7.4", "2999-12-01"))
        .statusCode(200)
        .extract()
        .path("actionId");

    organisation.command(organisation.as(Role.SYSTEM_OWNER), risk, "/treatment", """
        {"option":"SHARE","actions":[{"id":"%s","description":"Let a laboratory check the data","dueOn":"2999-11-01"}],
        "reason":"nobody here has the means"}""".formatted(action))
        .statusCode(200)
        .body("treatment.actions.id", contains(action))
        .body("treatment.actions[0].description", equalTo("Let a laboratory check the data"));
  }

  @Test
  void it_becomes_a_step_of_a_risks_treatment_which_is_then_accepted_anew() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    organisation.accept(risk).statusCode(200);
    var proposal = received(system);

    String action = organisation
        .command(organisation.as(Role.SYSTEM_OWNER), proposal, "/acceptance", wanted(risk, "A.7.4", "2999-12-01"))
        .statusCode(200)
        .body("state", equalTo("ACCEPTED"))
        .body("became", equalTo("CONTROL_PLANNED"))
        .body("riskId", equalTo(idOf(risk)))
        .body("control", equalTo("A.7.4"))
        .extract()
        .path("actionId");

    organisation.get(risk)
        .body("treatment.actions", hasSize(2))
        .body("treatment.actions[0].control", nullValue())
        .body("treatment.actions[1].id", equalTo(action))
        .body("treatment.actions[1].control", equalTo("A.7.4"))
        .body("treatment.actions[1].dueOn", equalTo("2999-12-01"))
        .body("treatment.actions[1].description", equalTo("Check the data before training"))
        .body("state", equalTo("AWAITING_ACCEPTANCE"))
        .body("acceptance", nullValue())
        .body("caseId", equalTo(caseId.toString()))
        .body("contributors", contains(organisation.person(Role.SYSTEM_OWNER).toString()));
    organisation.accept(risk).statusCode(200);
    var ofCase = Organisation.until(() -> TestEvents.emitted("risk")
        .stream()
        .filter(event -> event.path("correlationid").asText().equals(caseId.toString()))
        .toList(), found -> found.size() == 4);
    assertThat(ofCase).allSatisfy(event -> assertThat(EventContract.violations(event)).isEmpty())
        .extracting(event -> event.path("type").asText())
        .containsExactlyInAnyOrder("aims.risk.proposal.received.v1", "aims.risk.risk.treatment-planned.v1",
            "aims.risk.proposal.accepted.v1", "aims.risk.risk.accepted.v1");
    assertThat(ofCase).filteredOn(event -> event.path("type").asText().contains("treatment"))
        .singleElement()
        .satisfies(event -> assertThat(event.at("/data/actions/1/control").asText()).isEqualTo("A.7.4"));
  }

  @Test
  void whoever_accepts_it_has_contributed_and_does_not_accept_the_risk() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    var proposal = received(system);

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", wanted(risk, "A.7.4", null))
        .statusCode(200);

    organisation.accept(risk).statusCode(403).body("type", equalTo("urn:aims:problem:four-eyes"));
  }

  @Test
  void a_control_of_ones_own_is_said_in_words_and_due_when_the_review_says() {
    var system = organisation.creditScoring();
    var risk = organisation.identifiedRisk(system);
    var proposal = received(system);

    organisation.command(organisation.as(Role.SYSTEM_OWNER), proposal, "/acceptance", wanted(risk, null, null))
        .statusCode(200)
        .body("control", nullValue());

    organisation.get(risk)
        .body("treatment.option", equalTo("MODIFY"))
        .body("treatment.actions", hasSize(1))
        .body("treatment.actions[0].dueOn", equalTo("2999-06-30"));
  }

  @Test
  void what_leads_nowhere_or_into_the_past_changes_nothing() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    var elsewhere = organisation.treatedRisk(organisation.creditScoring());
    var proposal = received(system);
    var before = organisation.etag(risk);
    var owner = organisation.as(Role.SYSTEM_OWNER);

    organisation.command(owner, proposal, "/acceptance", wanted(risk, "A.99.1", null))
        .statusCode(422)
        .body("detail", equalTo("The reference in 'control' leads nowhere."));
    organisation.command(organisation.as(Role.SYSTEM_OWNER), proposal, "/acceptance", wanted(elsewhere, null, null))
        .statusCode(422)
        .body("detail", equalTo("The reference in 'riskId' leads nowhere."));
    organisation.command(organisation.as(Role.SYSTEM_OWNER), proposal, "/acceptance", wanted(risk, null, "2020-01-01"))
        .statusCode(422)
        .body("violations.field", contains("dueOn"));
    organisation.command(organisation.as(Role.SYSTEM_OWNER), proposal, "/acceptance", "{\"reason\":\"x\"}")
        .statusCode(422)
        .body("violations.field", containsInAnyOrder("riskId", "description"));
    organisation.get(risk).header("ETag", equalTo(before));
    organisation.get(proposal).body("state", equalTo("OPEN"));
  }

  @Test
  void it_is_declined_for_a_reason_and_then_changes_no_risk() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    var proposal = received(system);

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), proposal, "/decline",
        "{\"reason\":\"the gate is there already\"}").statusCode(200).body("state", equalTo("DECLINED"));

    organisation.command(organisation.as(Role.SYSTEM_OWNER), proposal, "/acceptance", wanted(risk, null, null))
        .statusCode(409)
        .body("state", equalTo("DECLINED"));
    organisation.get(risk).body("treatment.actions", hasSize(1));
    organisation.get(PROPOSALS + "?state=declined").body("items.id", contains(idOf(proposal)));
    organisation.get(proposal + "/history").body("items", hasSize(2)).body("items[1].texts.reason", notNullValue());
    organisation.get(proposal.replace("control-", "risk-")).statusCode(404);
  }

  @Test
  void a_plan_written_anew_keeps_the_control_of_a_step() {
    var risk = organisation.identifiedRisk(organisation.creditScoring());

    organisation.command(organisation.as(Role.SYSTEM_OWNER), risk, "/treatment",
        Bodies.TREATMENT.replace("\"dueOn\"", "\"control\":\"A.6.2.4\",\"dueOn\""))
        .statusCode(200)
        .body("treatment.actions[0].control", equalTo("A.6.2.4"));
    organisation.command(organisation.as(Role.SYSTEM_OWNER), risk, "/treatment",
        Bodies.TREATMENT.replace("\"dueOn\"", "\"control\":\"A.99.1\",\"dueOn\""))
        .statusCode(422)
        .body("detail", equalTo("The reference in 'actions[0].control' leads nowhere."));
  }

  /** The path of a proposal for the system that waits. */
  private String received(UUID system) {
    ObjectNode proposed = organisation.proposed("control", UUID.randomUUID(), incident, caseId, system);
    TestEvents.send(proposed);
    List<String> ids = Organisation.until(() -> organisation.get(PROPOSALS)
        .extract()
        .path("items.findAll { it.proposalId == '" + proposed.path("subject").asText() + "' }.id"), f -> !f.isEmpty());
    return PROPOSALS + "/" + ids.getFirst();
  }

  private static String wanted(String risk, String control, String dueOn) {
    return """
        {"riskId":"%s","description":"Check the data before training","reason":"it would have been seen"%s%s}"""
        .formatted(idOf(risk), control == null ? "" : ",\"control\":\"" + control + "\"",
            dueOn == null ? "" : ",\"dueOn\":\"" + dueOn + "\"");
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
