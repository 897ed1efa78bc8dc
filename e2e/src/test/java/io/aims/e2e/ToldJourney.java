package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** Somebody calls, and no monitor has seen anything: a person opens the incident, and it is one like any other. */
class ToldJourney {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account responder = stack.portal().as("incident-responder", "acme");
  private final String aware = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString();
  private String system;

  @BeforeEach
  void a_system_that_nobody_monitors() {
    system = acme.register("Unwatched " + UUID.randomUUID());
  }

  @Test
  void from_the_call_to_the_end() {
    var opened = open();
    var id = opened.id();
    assertThat(opened.body().path("state").asText()).isEqualTo("TRIAGE");
    assertThat(opened.body().at("/times/detected").asText()).isEqualTo(aware);
    assertThat(opened.body().has("signalId")).isFalse();

    var again = responder.post("/v1/incidents", told(Map.of())).expect(409);
    assertThat(again.body().path("detail").asText()).contains(opened.body().path("reference").asText(), id);
    responder.post("/v1/incidents/" + id + "/timeline", Map.of("kind", "OBSERVATION", "occurredAt", aware, "text",
        "A second letter")).expect(201);

    stack.portal().as("hook-sender", "acme").post("/v1/hooks/" + acme.hookSource(system), acme.alert()).expect(202);
    Portal.until(SOON, () -> responder.get("/v1/incidents/" + id),
        found -> found.body().path("signals").size() == 1);
    assertThat(responder.get("/v1/incidents?systemId=" + system).expect(200).body().path("items")).hasSize(1);

    var clock = responder.post("/v1/incidents/" + id + "/seriousness",
        Map.ofEntries(Map.entry("capacities", List.of("PROVIDER")), Map.entry("harms", List.of("DEATH")),
            Map.entry("reach", "SEVERAL"), Map.entry("traits", List.of()),
            Map.entry("systemClasses", List.of("HIGH_RISK_ANNEX_III")), Map.entry("jurisdictions", List.of("DE")),
            Map.entry("awareAt", aware), Map.entry("reason", "the letters say so")))
        .expect(201);
    assertThat(clock.body().path("clocks")).isNotEmpty();
    var harmless = responder.post("/v1/incidents/" + id + "/seriousness", clock.etag(),
        Map.ofEntries(Map.entry("capacities", List.of("PROVIDER")), Map.entry("harms", List.of()),
            Map.entry("reach", "SEVERAL"), Map.entry("traits", List.of()),
            Map.entry("systemClasses", List.of("HIGH_RISK_ANNEX_III")), Map.entry("jurisdictions", List.of("DE")),
            Map.entry("awareAt", aware), Map.entry("reason", "they were about another system")));
    assertThat(harmless.status()).as(harmless.text()).isEqualTo(201);

    step(id, "triage",
        Map.of("severity", "MINOR", "commanderId", acme.person("incident-responder"), "reason", "looked at"));
    if (responder.get("/v1/incidents/" + id).expect(200).body().path("evidenceHold").asBoolean()) {
      step(stack.portal().as("governance-officer", "acme"), id, "evidence-release",
          Map.of("reason", "nobody needs it"));
    }
    step(id, "containment", Map.of("containment", "HUMAN_TAKEOVER", "reason", "people decide"));
    step(id, "resolution", Map.of("reason", "trained anew"));
    step(id, "review",
        Map.of("correctiveActionRequired", false, "contributingCauses", "shifted sample", "lessons", "watch it",
            "reason", "met"));
    assertThat(step(id, "closing", Map.of("reason", "done")).body().path("state").asText()).isEqualTo("CLOSED");

    var trace = Portal.until(SOON,
        () -> stack.portal()
            .as("internal-auditor", "acme")
            .get("/v1/traces/" + opened.body().path("caseId").asText()),
        found -> found.status() == 200
            && found.body().path("events").findValuesAsText("type").contains("aims.incident.incident.closed.v1"));
    assertThat(trace.text()).doesNotContain("Claims of older people");
    assertThat(trace.body().path("events").findValuesAsText("type")).contains("aims.incident.incident.opened.v1");
  }

  @Test
  void nobody_opens_one_who_may_not_or_for_a_system_that_is_not_theirs() {
    var id = open().id();
    var stranger = stack.portal().as("incident-responder", "globex");

    assertThat(stranger.get("/v1/incidents/" + id).status()).isEqualTo(404);
    var foreign = stranger.post("/v1/incidents", told(Map.of()));
    assertThat(foreign.status()).isEqualTo(422);
    assertThat(foreign.body().path("type").asText()).isEqualTo("urn:aims:problem:unknown-reference");
    assertThat(stack.portal().as("employee", "acme").post("/v1/incidents", told(Map.of())).status()).isEqualTo(403);
  }

  @Test
  void what_can_not_be_is_refused() {
    open();
    var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString();

    for (var bad : List.of(Map.entry("startedAt", tomorrow), Map.entry("reportedAt", tomorrow),
        Map.entry("title", " "))) {
      var refused = responder.post("/v1/incidents", told(Map.of("kind", "SAFETY", bad.getKey(), bad.getValue())));
      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      assertThat(refused.body().path("violations").findValuesAsText("field")).contains(bad.getKey());
    }
    var unheardOf = responder.post("/v1/incidents", told(Map.of("kind", "SAFETY", "reportedBy", "MY_AUNT")));
    assertThat(unheardOf.status()).isEqualTo(400);
    assertThat(responder.get("/v1/incidents?systemId=" + system).expect(200).body().path("items")).hasSize(1);
  }

  /** News of the system may be under way. */
  private Answer open() {
    return Portal.until(SOON, () -> responder.post("/v1/incidents", told(Map.of())), answer -> answer.status() == 201);
  }

  private Map<String, Object> told(Map<String, Object> more) {
    var told = new HashMap<String, Object>(Map.of("systemId", system, "kind", "FAIRNESS", "severity", "MAJOR",
        "startedAt", aware, "reportedAt", aware, "reportedBy", "CUSTOMER", "title",
        "Claims of older people are put aside", "reason", "A letter says so"));
    told.putAll(more);
    return told;
  }

  /** A command on the incident as it is now; a signal may have changed it meanwhile. */
  private static Answer step(Portal.Account person, String id, String command, Map<String, Object> body) {
    var path = "/v1/incidents/" + id;
    return Portal.until(SOON,
        () -> person.post(path + "/" + command, person.get(path).expect(200).etag(), body),
        answer -> answer.status() != 412)
        .expect(200);
  }

  private Answer step(String id, String command, Map<String, Object> body) {
    return step(responder, id, command, body);
  }
}
