package io.aims.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
  void a_risk_is_identified_under_the_criteria_in_force() {
    var organisation = Organisation.fresh();
    var system = organisation.creditScoring();

    new ExampleStory(organisation.id()).knows(SYSTEM, system.toString())
        .then("RiskCriteriaResource_read")
        .then("RiskResource_identify");
  }
}
