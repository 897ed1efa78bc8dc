package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/**
 * Responders throw the kill switch first and roll back next, and close once everybody has been told; what comes back after
 * that contradicts the remedy, also when it had been merged.
 */
class ContainmentJourney {
  private static final Duration SOON = Duration.ofSeconds(40);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account responder = stack.portal().as("incident-responder", "acme");
  private final Portal.Account officer = stack.portal().as("governance-officer", "acme");
  private final Portal.Account owner = stack.portal().as("system-owner", "acme");
  private final Portal.Account auditor = stack.portal().as("internal-auditor", "acme");
  private final Portal.Account monitor = stack.portal().as("hook-sender", "acme");
  private String system;
  private String source;

  @BeforeEach
  void a_system_is_watched() {
    system = acme.register("Contained " + UUID.randomUUID());
    source = acme.hookSource(system);
  }

  @Test
  void what_alters_the_system_is_asked_for_its_evidence_each_time_and_nobody_is_forgotten() {
    monitor.post("/v1/hooks/" + source, acme.alert()).expect(202);
    var incident = openOf("FAIRNESS");
    step(incident, "triage", triage()).expect(200);
    step(incident, "evidence-hold", because("an authority may ask")).expect(200);
    step(incident, "containment", Map.of("containment", "KILL_SWITCH", "reason", "off")).expect(200);

    var rollback = Map.<String, Object>of("containment", "ROLLBACK", "reason", "back to last month");
    assertThat(step(incident, "containment", rollback).expect(409).text()).contains("evidence");
    var contained = step(incident, "containment",
        Map.of("containment", "ROLLBACK", "evidencePreserved", true, "reason", "the release is kept aside"))
        .expect(200);

    assertThat(contained.body().path("state").asText()).isEqualTo("CONTAINED");
    assertThat(contained.body().path("containments").findValuesAsText("containment")).containsExactly("KILL_SWITCH",
        "ROLLBACK");
    assertThat(contained.body().path("killSwitchUsed").asBoolean()).isTrue();
    assertThat(contained.body().path("rollbackUsed").asBoolean()).isTrue();

    var communications = incident + "/communications";
    var planned = responder.post(communications,
        Map.of("recipient", Map.of("audience", "CUSTOMER", "name", "First Bank", "legalGround", "Contract 7.3"),
            "dueAt", Instant.now().plus(9, ChronoUnit.DAYS).toString()))
        .expect(201);
    review(incident, false);
    officer.post(incident + "/evidence-release", responder.get(incident).expect(200).etag(), because("nobody asked"))
        .expect(200);
    assertThat(step(incident, "closing", because("done")).expect(409).text()).contains("communications");
    officer.post(communications + "/" + planned.id() + "/cancellation", planned.etag(), because("told by letter"))
        .expect(200);
    step(incident, "closing", because("done")).expect(200);
  }

  @Test
  void what_was_merged_and_comes_back_contradicts_the_remedy_of_what_it_went_on_as() {
    monitor.post("/v1/hooks/" + source, acme.alert()).expect(202);
    monitor.post("/v1/hooks/" + source, drift()).expect(202);
    var drift = openOf("DRIFT");
    var bias = openOf("FAIRNESS");
    step(drift, "merge", Map.of("targetId", id(bias), "reason", "one thing")).expect(200);
    step(bias, "triage", triage()).expect(200);
    step(bias, "containment", Map.of("containment", "ENDED_BY_ITSELF", "reason", "nobody did anything")).expect(200);
    review(bias, true);
    var nonconformity = remedied(id(bias));
    Portal.until(SOON, () -> step(bias, "closing", because("verified")), answer -> answer.status() == 200);

    monitor.post("/v1/hooks/" + source, drift()).expect(202);

    var again = openOf("DRIFT");
    assertThat(responder.get(again).expect(200).body().path("recurrenceOf").asText()).isEqualTo(id(bias));
    Portal.until(SOON, () -> auditor.get(nonconformity),
        answer -> answer.body().path("state").asText().equals("CONTRADICTED"));
  }

  /** The same monitor says that something else is wrong. */
  private String drift() {
    return acme.alert()
        .replace("\"kind\":\"bias\"", "\"kind\":\"drift\"")
        .replace("9c1f0a7e52d3b846",
            "9c1f0a7e52d3b847");
  }

  private void review(String incident, boolean correctiveActionRequired) {
    step(incident, "resolution", because("parity is back")).expect(200);
    step(incident, "review", Map.of("correctiveActionRequired", correctiveActionRequired, "contributingCauses",
        "a region is missing", "lessons", "check data", "reason", "met")).expect(200);
  }

  /** The path of a nonconformity of the incident, whose corrective action somebody has found effective. */
  private String remedied(String incident) {
    var person = acme.person("system-owner");
    var raised = Portal.until(SOON, () -> officer.post("/v1/nonconformities",
        Map.of("title", "Released without a check", "statement", "Not as documented", "originKind", "INCIDENT",
            "originId", incident, "nodes", List.of("8.1"), "grade", "MINOR", "ownerId", person, "reason", "reviewed")),
        answer -> answer.status() == 201);
    var path = "/v1/nonconformities/" + raised.id();
    decide(owner, path, "correction", Map.of("correction", "Looked at again by hand"));
    decide(owner, path, "root-cause", Map.of("method", "FIVE_WHYS", "rootCause", "The list knows code only"));
    var action = decide(owner, path, "corrective-actions", Map.of("description", "A gate", "ownerId", person, "dueOn",
        LocalDate.now().plusDays(14).toString())).body().at("/correctiveActions/0/id").asText();
    decide(owner, path, "corrective-actions/" + action + "/completion", Map.of("result", "In place"));
    decide(auditor, path, "effectiveness", Map.of("effective", true, "reason", "Two releases went through it"));
    return path;
  }

  private static Answer decide(Portal.Account person, String path, String command, Map<String, Object> body) {
    return person.post(path + "/" + command, person.get(path).expect(200).etag(), body).expect(200);
  }

  private Answer step(String incident, String command, Map<String, Object> body) {
    return responder.post(incident + "/" + command, responder.get(incident).expect(200).etag(), body);
  }

  private Map<String, Object> triage() {
    return Map.of("severity", "MAJOR", "commanderId", acme.person("incident-responder"), "reason", "confirmed");
  }

  private static Map<String, Object> because(String reason) {
    return Map.of("reason", reason);
  }

  /** The path of the open incident of that kind. */
  private String openOf(String kind) {
    return "/v1/incidents/" + Portal
        .until(SOON, () -> responder.get("/v1/incidents?open=true&kind=" + kind + "&systemId=" + system),
            answer -> answer.status() == 200 && !answer.body().path("items").isEmpty())
        .body()
        .at("/items/0/id")
        .asText();
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
