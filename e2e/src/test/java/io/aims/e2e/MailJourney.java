package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.Portal;

/** Whoever has to care for an incident learns of it by mail: found in the real directory, whatever dies meanwhile. */
class MailJourney {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration AFTER_A_QUIET_MINUTE = Duration.ofSeconds(150);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account officer = stack.portal().as("governance-officer", "acme");
  private final Portal.Account responder = stack.portal().as("incident-responder", "acme");

  @BeforeEach
  void who_is_on_call_has_to_care() {
    var policy = officer.get("/v1/escalation-policies");
    var steps = Map.of("CRITICAL", List.of(Map.of("afterMinutes", 15, "addressee", "ON_CALL")));
    var adopted = Map.of("steps", steps, "reason", "somebody has to be there");
    (policy.status() == 404
        ? officer.post("/v1/escalation-policies", adopted)
        : officer.post("/v1/escalation-policies", policy.etag(), adopted)).expect(200);
  }

  @Test
  void who_stands_in_is_told_when_who_is_on_call_has_left() {
    var gone = UUID.randomUUID().toString();
    var system = acme.register("Watched " + UUID.randomUUID());
    onCall(system, gone, acme.person("employee"));

    alert(system);

    var incident = incidentOf(system);
    var mail = Mailbox.of("employee@acme.example").firstAbout(incident.path("reference").asText());
    assertThat(mail.text()).contains(stack.gateway() + "/v1/incidents/" + incident.path("id").asText());
    var told = settled(incident.path("id").asText());
    assertThat(told.findValuesAsText("state")).containsExactly("SENT", "FAILED");
    assertThat(told.get(1).path("failure").asText()).isEqualTo("NOT_A_MEMBER");
    assertThat(stack.portal()
        .as("incident-responder", "globex")
        .get("/v1/notifications/" + told.get(0).path("id").asText())
        .status()).isEqualTo(404);
  }

  @Test
  void who_is_on_call_learns_of_what_somebody_else_was_told() {
    var system = acme.register("Told of " + UUID.randomUUID());
    onCall(system, acme.person("platform-engineer"));

    var incident = responder.post("/v1/incidents", Map.of("systemId", system, "kind", "SAFETY", "severity", "CRITICAL",
        "startedAt", Instant.now().minusSeconds(60).toString(), "reportedBy", "AFFECTED_PERSON", "title",
        "It brakes late", "reason", "She has called")).expect(201).body();

    var mail = Mailbox.of("platform-engineer@acme.example").firstAbout(incident.path("reference").asText());
    assertThat(mail.text()).contains("/v1/incidents/" + incident.path("id").asText()).doesNotContain("It brakes late");
  }

  @Test
  void an_alarm_outlives_the_service_and_the_mail_server() {
    var system = acme.register("Alarming " + UUID.randomUUID());
    onCall(system, acme.person("risk-owner"));

    stack.run("kill", "mail");
    alert(system);
    var incident = incidentOf(system);
    stack.run("kill", "incident");

    Mailbox.of("risk-owner@acme.example").firstAbout(incident.path("reference").asText());
    assertThat(settled(incident.path("id").asText()).findValuesAsText("state")).containsExactly("SENT");
  }

  @Test
  void who_should_have_done_something_is_told_once_it_is_overdue() {
    var system = acme.register("Neglected " + UUID.randomUUID());
    onCall(system, acme.person("employee"));
    alert(system);
    var incident = incidentOf(system).path("id").asText();
    var owner = acme.person("risk-owner");

    var task = responder.post("/v1/incident-tasks",
        Map.of("incidentId", incident, "title", "Look at the data", "ownerId", owner, "dueOn",
            LocalDate.now(ZoneOffset.UTC).minusDays(1).toString()))
        .expect(201)
        .id();

    Portal.until(AFTER_A_QUIET_MINUTE,
        () -> responder.get("/v1/notifications?state=SENT&incidentId=" + incident + "&personId=" + owner),
        answer -> answer.body().findValuesAsText("occasion").contains("TASK_OVERDUE"));
    assertThat(Mailbox.of("risk-owner@acme.example").about("/v1/incident-tasks/" + task))
        .anySatisfy(mail -> assertThat(mail.text()).contains("A task of an incident is overdue")
            .doesNotContain("Look at the data"));
    assertThat(responder.get("/v1/incident-tasks?overdue=true&incidentId=" + incident).expect(200).text())
        .contains(task);
  }

  @Test
  void anybody_can_see_whether_mails_reach_them() {
    var owner = stack.portal().as("system-owner", "acme");

    var test = owner.post("/v1/notifications/test", Map.of("reason", "a new address"))
        .expect(201)
        .body()
        .path("id")
        .asText();

    Mailbox.of("system-owner@acme.example").firstAbout("A test of mails");
    Portal.until(SOON, () -> owner.get("/v1/notifications/" + test),
        answer -> answer.body().path("state").asText().equals("SENT"));
  }

  /** The first of them until a week from today. */
  private void onCall(String system, String... persons) {
    var today = LocalDate.now(ZoneOffset.UTC);
    var roster = Map.of("timeZone", "Etc/UTC", "handover",
        Map.of("rhythm", "WEEKLY", "at", "00:00", "dayOfWeek", today.getDayOfWeek().name()), "firstOn",
        today.toString(), "participants", List.of(persons));
    Portal.until(SOON, () -> officer.post("/v1/on-call-rotas", Map.of("name", "Watch", "roster", roster, "systems",
        List.of(system), "reason", "somebody has to be there")), answer -> answer.status() == 201);
    assertThat(responder.get("/v1/on-call?systemId=" + system).expect(200).body().at("/persons/0").asText())
        .isEqualTo(persons[0]);
  }

  private void alert(String system) {
    stack.portal().as("hook-sender", "acme").post("/v1/hooks/" + acme.hookSource(system), acme.alert()).expect(202);
  }

  private JsonNode incidentOf(String system) {
    return Portal.until(SOON, () -> responder.get("/v1/incidents?systemId=" + system),
        answer -> answer.status() == 200 && !answer.body().path("items").isEmpty()).body().at("/items/0");
  }

  /** What became of all who were to be told, once nobody waits any more. */
  private JsonNode settled(String incident) {
    return Portal.until(SOON, () -> responder.get("/v1/notifications?incidentId=" + incident),
        answer -> answer.status() == 200 && !answer.body().path("items").isEmpty()
            && !answer.body().findValuesAsText("state").contains("WAITING"))
        .body()
        .path("items");
  }
}
