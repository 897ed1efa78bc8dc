package io.aims.audit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.ExampleContract;
import io.aims.platform.test.ExampleStory;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** What the document tells to copy can be copied, and does what it says. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class ExamplesTest {
  private static final String CASE = "019abf5c-bbfc-7d41-960a-1e8674dac622";
  private static final String SYSTEM = "019abf5c-bbc5-7e66-91e1-06c6dcd8dc6d";
  private static final String PROPOSAL = "019abf5c-ecd1-7378-9bc9-dc130008f00d";

  @Test
  void every_operation_can_be_copied_from_the_document() {
    assertThat(ExampleContract.breaches()).isEmpty();
  }

  @Test
  void a_nonconformity_is_corrected_and_its_corrective_action_is_effective() {
    registered(UUID.randomUUID()).then("NonconformityResource_raise")
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
    Neighbours.send(Neighbours.opened(organisation, incident, caseId, system));
    entered(organisation, 1);
    Neighbours.send(Neighbours.registered(organisation, system, "Motor claims triage"));
    entered(organisation, 2);
    var story = new ExampleStory(organisation).knows(CASE, caseId.toString()).knows(SYSTEM, system.toString());

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

  @Test
  void what_a_review_proposes_becomes_a_corrective_action() {
    var organisation = UUID.randomUUID();

    proposed(organisation).then("ActionProposalResource_list")
        .then("ActionProposalResource_read")
        .then("ActionProposalResource_accept")
        .then("ActionProposalResource_history");
    proposed(organisation).then("ActionProposalResource_decline");
  }

  private static void entered(UUID organisation, int entries) {
    await().atMost(20, SECONDS)
        .until(() -> Neighbours.as(organisation, Role.INTERNAL_AUDITOR)
            .get("/v1/ledger/proofs/inclusion?index=0&size=" + entries)
            .statusCode() == 200);
  }

  /** A story in which the review of an incident has proposed a corrective action. */
  private static ExampleStory proposed(UUID organisation) {
    var proposal = UUID.randomUUID();
    Neighbours.send(Neighbours.proposed(organisation, proposal, UUID.randomUUID(), UUID.randomUUID()));
    String waiting = await().atMost(20, SECONDS)
        .until(() -> Neighbours.as(organisation, Role.GOVERNANCE_OFFICER)
            .get("/v1/action-proposals?proposalId=" + proposal)
            .path("items[0].id"), Objects::nonNull);
    return new ExampleStory(organisation).knows(PROPOSAL, waiting);
  }

  /** A story whose system the inventory has told of. */
  private static ExampleStory registered(UUID organisation) {
    var system = UUID.randomUUID();
    Neighbours.send(Neighbours.registered(organisation, system, "Motor claims triage"));
    await().atMost(20, SECONDS).until(() -> isKnown(system));
    return new ExampleStory(organisation).knows(SYSTEM, system.toString());
  }

  private static boolean isKnown(UUID system) throws SQLException {
    try (var connection = TenancyContract.superuser();
        var row = connection.createStatement()
            .executeQuery("select 1 from known_system where system_id = '%s'".formatted(system))) {
      return row.next();
    }
  }
}
