package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** A person has died: the authority is told what is known, and the rest is not forgotten. */
class ReportJourney {
  private static final Duration SOON = Duration.ofSeconds(90);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account officer = stack.portal().as("governance-officer", "acme");
  private final Portal.Account responder = stack.portal().as("incident-responder", "acme");

  @Test
  void after_an_incomplete_report_the_incident_stays_until_the_whole_one_or_a_reason_why_there_is_none() {
    var system = acme.register("Fatal " + UUID.randomUUID());
    var incident = "/v1/incidents/" + incident(system);
    responder.post(incident + "/seriousness",
        Map.ofEntries(Map.entry("capacities", List.of("PROVIDER")), Map.entry("harms", List.of("DEATH")),
            Map.entry("reach", "SEVERAL"), Map.entry("traits", List.of()),
            Map.entry("systemClasses", List.of("HIGH_RISK_ANNEX_III")), Map.entry("jurisdictions", List.of("DE")),
            Map.entry("awareAt", Instant.now().minusSeconds(3600).toString()),
            Map.entry("reason", "found at the morning meeting")))
        .expect(201);
    var first = due(system);
    assertThat(first.findValuesAsText("ruleId")).containsExactly("AIA-73-4");

    submitIncomplete(incident, first.at("/0/id").asText());

    var next = due(system);
    assertThat(next.findValuesAsText("ruleId")).containsExactly("AIA-73-5");
    officer.post(incident + "/evidence-release", etag(officer, incident), Map.of("reason", "the authority knows"))
        .expect(200);
    var dismissal = Map.<String, Object>of("reason", "a rehearsal");
    assertThat(responder.post(incident + "/dismissal", etag(responder, incident), dismissal).status()).isEqualTo(409);
    var clock = incident + "/clocks/" + next.at("/0/id").asText();
    officer.post(clock + "/stop", etag(officer, clock), Map.of("reason", "the authority asks for nothing more"))
        .expect(200);
    responder.post(incident + "/dismissal", etag(responder, incident), dismissal).expect(200);
    assertThat(due(system)).isEmpty();
  }

  private void submitIncomplete(String incident, String clock) {
    var report = incident + "/authority-reports/" + responder.post(incident + "/authority-reports",
        Map.of("clockId", clock, "kind", "INITIAL", "texts", Map.of("description", "It turns down the old"), "reason",
            "time is short"))
        .expect(201)
        .id();
    officer.post(report + "/approval", etag(officer, report), Map.of("revision", 1, "reason", "as it was")).expect(200);
    var submitted = responder.post(report + "/submission", etag(responder, report),
        Map.of("submittedAt", Instant.now().toString(), "channel", "PORTAL", "receipt", "MSA-2026-77",
            "reason", "approved"))
        .expect(200);
    assertThat(submitted.body().at("/submission/incomplete").asBoolean()).isTrue();
  }

  private JsonNode due(String system) {
    return responder.get("/v1/regulatory-clocks?state=RUNNING&systemId=" + system).expect(200).body().path("items");
  }

  private static String etag(Portal.Account account, String path) {
    return account.get(path).expect(200).etag();
  }

  private String incident(String system) {
    stack.portal().as("hook-sender", "acme").post("/v1/hooks/" + acme.hookSource(system), acme.alert()).expect(202);
    Answer found = Portal.until(SOON, () -> responder.get("/v1/incidents?systemId=" + system),
        answer -> answer.status() == 200 && !answer.body().path("items").isEmpty());
    return found.body().at("/items/0/id").asText();
  }
}
