package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.FairnessAlert;
import io.aims.local.story.Narrator;
import io.aims.local.story.Portal;
import io.aims.local.story.Story;
import io.aims.local.story.Tampering;
import io.aims.local.story.Verification;

/** The main job: a production alert comes out as everything that has to follow from it, and as proof of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainJourney {
  private final RunningStack stack = RunningStack.get();
  private final Portal portal = stack.portal();
  private Story.Outcome outcome;
  private JsonNode trace;

  @BeforeAll
  void the_story_runs_to_its_end(@TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER) Path folder) {
    outcome = new Story(portal, stack.accounts(), new Narrator(System.out), new Verification(stack::verifier), folder,
        FairnessAlert.at(Instant.now())).tell();
    trace = portal.as("external-auditor", "acme").get("/v1/traces/" + outcome.caseId()).expect(200).body();
  }

  @Test
  void the_trace_holds_every_part_of_the_chain() {
    assertThat(types()).contains("aims.incident.incident.opened.v1", "aims.risk.risk.flagged.v1",
        "aims.risk.statement-of-applicability.lines-downgraded.v1", "aims.incident.incident.triaged.v1",
        "aims.incident.incident.contained.v1", "aims.incident.incident.resolved.v1",
        "aims.incident.incident.reviewed.v1",
        "aims.audit.nonconformity.raised.v1", "aims.audit.nonconformity.corrective-action-completed.v1",
        "aims.audit.nonconformity.effectiveness-verified.v1", "aims.risk.risk.scored.v1", "aims.risk.risk.accepted.v1",
        "aims.incident.incident.closed.v1", "aims.risk.statement-of-applicability.lines-recovered.v1");
  }

  @Test
  void causes_come_before_their_effects_and_versions_follow_each_other() {
    var seen = new java.util.HashSet<String>();
    var versions = new java.util.HashMap<String, Integer>();
    for (var event : trace.path("events")) {
      if (event.hasNonNull("causationId")) {
        assertThat(seen).as("cause of %s", event).contains(event.path("causationId").asText());
      }
      seen.add(event.path("id").asText());
      var before = versions.put(event.path("aggregateId").asText(), event.path("aggregateVersion").asInt());
      assertThat(before == null || before < event.path("aggregateVersion").asInt()).as("order of %s", event).isTrue();
    }
  }

  @Test
  void machines_opened_flagged_and_downgraded_but_people_decided() {
    var byMachines = StreamSupport.stream(trace.path("events").spliterator(), false)
        .filter(e -> e.path("actor").asText().startsWith("service:"))
        .map(e -> e.path("type").asText())
        .toList();

    assertThat(byMachines).contains("aims.incident.notification.addressed.v1");
    assertThat(byMachines).filteredOn(type -> !type.startsWith("aims.incident.notification."))
        .containsExactlyInAnyOrder("aims.incident.incident.opened.v1", "aims.risk.risk.flagged.v1",
            "aims.risk.statement-of-applicability.lines-downgraded.v1",
            "aims.risk.statement-of-applicability.lines-recovered.v1");
  }

  @Test
  void a_pack_signed_by_somebody_else_is_not_believed() throws Exception {
    var other = Files.createTempDirectory("other-ledger");
    var key = Files.writeString(other.resolve("ledger.vkey"),
        OtherLedger.vkey("aims/ledger/a1000000-0000-4000-8000-000000000001"));

    var said = stack.runExpecting(1, "verify", outcome.pack().toString(), "--key", key.toString());

    assertThat(said).contains("NOT VERIFIED").containsIgnoringCase("sign");
  }

  @Test
  void the_first_bad_entry_is_named() throws Exception {
    var pack = Files.readAllBytes(outcome.pack());
    for (var tampering : Tampering.values()) {
      var copy = Files.write(Files.createTempFile(tampering.name(), ".zip"), tampering.apply(pack));

      var said = stack.runExpecting(1, "verify", copy.toString());

      assertThat(said).as(tampering.name())
          .contains("NOT VERIFIED")
          .containsPattern("first bad +entry \\d+ \\(event [0-9a-f-]{36}, aims\\.");
    }
  }

  private List<String> types() {
    return trace.path("events").findValuesAsText("type");
  }
}
