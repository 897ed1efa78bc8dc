package io.aims.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.ExampleContract;
import io.aims.platform.test.ExampleStory;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** What the document tells to copy can be copied, and does what it says. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class ExamplesTest {
  private static final String SYSTEM = "019abf5c-bbc5-7e66-91e1-06c6dcd8dc6d";

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
}
