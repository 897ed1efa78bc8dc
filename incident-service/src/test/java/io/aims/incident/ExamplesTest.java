package io.aims.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.ExampleContract;
import io.aims.platform.test.ExampleStory;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** What the document tells to copy can be copied, and does what it says. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ExamplesTest {
  private static final String SYSTEM = "019abf5c-bbc5-7e66-91e1-06c6dcd8dc6d";

  @Test
  void every_operation_can_be_copied_from_the_document() {
    assertThat(ExampleContract.breaches()).isEmpty();
  }

  @Test
  void a_monitor_is_registered_and_a_rule_of_a_contract_adopted() {
    var organisation = UUID.randomUUID();
    var system = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", organisation, system, 1,
        data -> data.put("name", "Motor claims triage")));
    await().atMost(20, SECONDS)
        .until(() -> Acme.count("select count(*) from known_system where id = '%s'", system) == 1);

    new ExampleStory(organisation).knows(SYSTEM, system.toString())
        .then("HookSourceResource_register")
        .then("ClockRuleResource_adopt");
  }
}
