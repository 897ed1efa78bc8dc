package io.aims.inventory;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.ExampleContract;
import io.aims.platform.test.ExampleStory;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** What the document tells to copy can be copied, and does what it says. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "inventory"))
class ExamplesTest {
  private static final String SYSTEM = "019abf5c-bbc5-7e66-91e1-06c6dcd8dc6d";

  @Test
  void every_operation_can_be_copied_from_the_document() {
    assertThat(ExampleContract.breaches()).isEmpty();
  }

  @Test
  void a_system_is_registered_changed_and_bound_to_where_it_runs() {
    var organisation = UUID.randomUUID();
    var story = new ExampleStory(organisation).then("AiSystemResource_register");
    TestEvents.send(TestEvents.example("aims.incident.model-notice.received.v1", organisation, UUID.randomUUID(), 1,
        data -> data.put("systemId", story.real(SYSTEM)).put("name", "motor-triage")));

    await().atMost(20, SECONDS)
        .until(() -> given().auth()
            .oauth2(TestRealm.token(organisation, Role.SYSTEM_OWNER))
            .get("/v1/ai-systems/" + story.real(SYSTEM) + "/notices")
            .jsonPath()
            .getList("items")
            .size() == 1);

    story.then("AiSystemResource_list")
        .then("AiSystemResource_read")
        .then("AiSystemResource_change")
        .then("AiSystemResource_moveStage")
        .then("AiSystemResource_bind")
        .then("AiSystemResource_unbind")
        .then("AiSystemResource_history")
        .then("NoticeResource_list")
        .then("DeadLetterResource_list");
  }
}
