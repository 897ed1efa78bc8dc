package io.aims.audit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

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
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class ExamplesTest {
  private static final String CASE = "019abf5c-bbfc-7d41-960a-1e8674dac622";
  private static final String SYSTEM = "019abf5c-bbc5-7e66-91e1-06c6dcd8dc6d";

  @Test
  void every_operation_can_be_copied_from_the_document() {
    assertThat(ExampleContract.breaches()).isEmpty();
  }

  @Test
  void a_nonconformity_is_corrected_and_its_corrective_action_is_effective() {
    new ExampleStory(UUID.randomUUID()).then("NonconformityResource_raise")
        .then("NonconformityResource_list")
        .then("NonconformityResource_read")
        .then("NonconformityResource_recordCorrection")
        .then("NonconformityResource_determineRootCause")
        .then("NonconformityResource_planCorrectiveAction")
        .then("NonconformityResource_completeCorrectiveAction")
        .then(Role.INTERNAL_AUDITOR, "NonconformityResource_verifyEffectiveness")
        .then("NonconformityResource_history")
        .then("RequirementResource_list")
        .then("DeadLetterResource_list");
  }

  @Test
  void the_ledger_is_read_proven_and_packed() {
    var organisation = UUID.randomUUID();
    var incident = UUID.randomUUID();
    var caseId = UUID.randomUUID();
    var system = UUID.randomUUID();
    Neighbours.send(Neighbours.opened(organisation, incident, caseId, system),
        Neighbours.registered(organisation, system, "Motor claims triage"));
    var story = new ExampleStory(organisation).knows(CASE, caseId.toString()).knows(SYSTEM, system.toString());
    await().atMost(30, SECONDS)
        .until(() -> Neighbours.as(organisation, Role.INTERNAL_AUDITOR)
            .get("/v1/ledger/proofs/inclusion?index=0&size=2")
            .statusCode() == 200);

    story.then("LedgerResource_entries")
        .then("LedgerResource_entry")
        .then("LedgerResource_inclusion")
        .then("LedgerResource_consistency")
        .then("LedgerResource_checkpoint")
        .then("LedgerResource_key")
        .then("CompletenessResource_completeness")
        .then("TraceResource_read")
        .then("EvidencePackResource_issue")
        .then("EvidencePackResource_list")
        .then("EvidencePackResource_read")
        .then("EvidencePackResource_content")
        .then("EvidencePackResource_history");
  }
}
