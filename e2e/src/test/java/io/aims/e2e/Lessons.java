package io.aims.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** What the review of an incident asks other services to carry out, where it waits for a decision. */
final class Lessons {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> PROPOSALS = List.of("/v1/action-proposals", "/v1/risk-proposals",
      "/v1/control-proposals");
  private final Portal portal;
  private final String org;

  Lessons(Portal portal, String org) {
    this.portal = portal;
    this.org = org;
  }

  /** Brings the incident to its review, and returns the id of a proposal under each path that leads to one. */
  Map<String, String> learn(String incident, String commander) {
    step(incident, "triage", Map.of("severity", "MAJOR", "commanderId", commander, "reason", "confirmed"));
    step(incident, "containment",
        Map.of("containment", "KILL_SWITCH", "evidencePreserved", true, "reason", "switched off"));
    step(incident, "resolution", Map.of("reason", "the data is complete again"));
    var reviewed = step(incident, "review",
        Map.of("correctiveActionRequired", true, "contributingCauses", "a region is missing", "lessons", "check data",
            "decisions", List.of(decision("CORRECTIVE_ACTION"), decision("RISK"), decision("CONTROL")), "reason",
            "met"));
    var caseId = reviewed.body().path("caseId").asText();
    var ids = new TreeMap<String, String>();
    PROPOSALS.forEach(path -> ids.put(path + "/", waiting(path + "?caseId=" + caseId)));
    return ids;
  }

  private static Map<String, Object> decision(String kind) {
    return Map.of("kind", kind, "text", "a gate for data");
  }

  private String waiting(String list) {
    return Portal.until(SOON, () -> portal.as("governance-officer", org).get(list),
        found -> found.status() == 200 && !found.body().path("items").isEmpty()).body().at("/items/0/id").asText();
  }

  private Answer step(String incident, String command, Map<String, Object> body) {
    var responder = portal.as("incident-responder", org);
    var path = "/v1/incidents/" + incident;
    return responder.post(path + "/" + command, responder.get(path).expect(200).etag(), body).expect(200);
  }
}
