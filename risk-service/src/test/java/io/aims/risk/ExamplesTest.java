package io.aims.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.ExampleContract;
import io.aims.platform.test.ExampleStory;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** What the document tells to copy can be copied, and does what it says. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class ExamplesTest {
  private static final String SYSTEM = "019abf5c-bbc5-7e66-91e1-06c6dcd8dc6d";
  private static final String PROPOSAL = "019abf5c-ecd1-7378-9bc9-dc130008f00d";

  @Test
  void every_operation_can_be_copied_from_the_document() {
    assertThat(ExampleContract.breaches()).isEmpty();
  }

  @Test
  void a_risk_is_identified_assessed_treated_and_accepted() {
    var organisation = Organisation.fresh();
    var story = new ExampleStory(organisation.id()).knows(SYSTEM, organisation.creditScoring().toString());

    story.then("RiskCriteriaResource_read")
        .then("RiskCriteriaResource_adopt")
        .then("RiskCriteriaResource_history")
        .then("RiskAssessmentResource_list")
        .then("RiskAssessmentResource_proposals")
        .then("RiskAssessmentResource_read")
        .then("RiskAssessmentResource_adopt")
        .then("RiskAssessmentResource_dismiss")
        .then("RiskAssessmentResource_history")
        .then("RiskResource_identify")
        .then("RiskResource_list")
        .then("RiskResource_read")
        .then("RiskResource_score")
        .then("RiskResource_plan")
        .then(Role.RISK_OWNER, "RiskResource_accept")
        .then("RiskResource_handOver")
        .then("RiskResource_history");
  }

  @Test
  void a_statement_of_applicability_is_drawn_up_decided_and_approved() {
    var organisation = Organisation.fresh();
    var system = organisation.creditScoring();
    var story = new ExampleStory(organisation.id()).knows(SYSTEM, system.toString()).then("RiskResource_identify");

    story.then("ControlResource_list")
        .then("StatementResource_drawUp")
        .then("StatementResource_read")
        .then("StatementResource_decide")
        .then(Role.RISK_OWNER, "StatementResource_approve")
        .then("StatementResource_versions")
        .then("StatementResource_version")
        .then("StatementResource_history")
        .then("RebuildResource_begin")
        .then("RebuildResource_read")
        .then("DeadLetterResource_list");
  }

  @Test
  void what_a_review_proposes_becomes_a_risk() {
    var organisation = Organisation.fresh();
    var story = proposed(organisation, "risk");

    story.then("RiskProposalResource_list")
        .then("RiskProposalResource_read")
        .then("RiskProposalResource_accept")
        .then("RiskProposalResource_history");
    proposed(organisation, "risk").then("RiskProposalResource_decline");
  }

  @Test
  void what_a_review_proposes_becomes_a_control() {
    var organisation = Organisation.fresh();
    var story = proposed(organisation, "control");

    story.then("RiskResource_identify")
        .then("ControlProposalResource_list")
        .then("ControlProposalResource_read")
        .then("ControlProposalResource_accept")
        .then("ControlProposalResource_history");
    proposed(organisation, "control").then("ControlProposalResource_decline");
  }

  /** A story in which the review of an incident has proposed a {@code risk} or a {@code control}. */
  private static ExampleStory proposed(Organisation organisation, String what) {
    var system = organisation.creditScoring();
    var proposal = UUID.randomUUID();
    TestEvents.send(organisation.proposed(what, proposal, UUID.randomUUID(), UUID.randomUUID(), system));
    List<String> waiting = Organisation.until(() -> organisation.get("/v1/" + what + "-proposals")
        .extract()
        .path("items.findAll { it.proposalId == '" + proposal + "' }.id"), found -> !found.isEmpty());
    return new ExampleStory(organisation.id()).knows(SYSTEM, system.toString()).knows(PROPOSAL, waiting.getFirst());
  }
}
