package io.aims.local.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.identity.Accounts;

/**
 * From an alert to a verified evidence pack: every step is taken by the account whose duty it is, and checked.
 *
 * <p>The same story is the demo and the first journey of the end-to-end tests; {@link StoryBroken} says where it stopped.
 */
public final class Story {
  private static final Duration AUTOMATIC = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String ORG = "acme";
  private final Portal portal;
  private final Accounts accounts;
  private final Narrator narrator;
  private final Verification verification;
  private final Path folder;
  private final FairnessAlert alert;
  private final Portal.Account officer;
  private final Portal.Account owner;
  private final Portal.Account riskOwner;
  private final Portal.Account responder;
  private final Portal.Account auditor;
  private final Portal.Account engineer;
  private final Portal.Account monitor;
  private final StatementOfApplicability statement;

  public Story(Portal portal, Accounts accounts, Narrator narrator, Verification verification, Path folder,
      FairnessAlert alert) {
    this.portal = portal;
    this.accounts = accounts;
    this.narrator = narrator;
    this.verification = verification;
    this.folder = folder;
    this.alert = alert;
    this.officer = portal.as("governance-officer", ORG);
    this.owner = portal.as("system-owner", ORG);
    this.riskOwner = portal.as("risk-owner", ORG);
    this.responder = portal.as("incident-responder", ORG);
    this.auditor = portal.as("internal-auditor", ORG);
    this.engineer = portal.as("platform-engineer", ORG);
    this.monitor = portal.as("hook-sender", ORG);
    this.statement = new StatementOfApplicability(officer, riskOwner);
  }

  /** What the story leaves behind, for whoever wants to look closer. */
  public record Outcome(String systemId, String incidentId, String caseId, String riskId, String nonconformityId,
      Path pack) {}

  public Outcome tell() {
    narrator.chapter("1. A credit-scoring system, its risks, and the Statement of Applicability");
    var system = register();
    var risk = acceptedRisk(system);
    statement.prepare(narrator);
    onCall(system);
    var hook = hookSource(system);

    narrator.chapter("2. Its fairness monitor fires, over and over");
    var incident = storm(system, hook);

    narrator.chapter("3. What happened without a human");
    consequences(system, risk, incident);

    narrator.chapter("4. What people do about it");
    handle(incident);
    var nonconformity = improve(incident);
    var caseId = incident.body().path("caseId").asText();
    recover(system, risk, incident);

    narrator.chapter("5. The proof");
    trace(caseId);
    var pack = evidence(caseId);
    tamper(pack);
    narrator.says("%nThe pack: %s", pack);
    return new Outcome(system, incident.id(), caseId, risk, nonconformity, pack);
  }

  private String register() {
    var name = "Credit scoring " + UUID.randomUUID().toString().substring(0, 8);
    var profile = Map.ofEntries(Map.entry("name", name),
        Map.entry("purpose", "Estimates how likely an applicant is to repay a consumer loan"),
        Map.entry("intendedUses", List.of("support of credit decisions up to 20,000 EUR")),
        Map.entry("prohibitedUses", List.of("automatic refusal without a human look")), Map.entry("origin", "IN_HOUSE"),
        Map.entry("organisationRoles", List.of("PROVIDER", "DEPLOYER")), Map.entry("autonomyLevel", "CONDITIONAL"),
        Map.entry("oversightMode", "HUMAN_ON_THE_LOOP"), Map.entry("domain", "CREDIT"),
        Map.entry("affectedGroups", List.of("loan applicants")), Map.entry("jurisdictions", List.of("DE")),
        Map.entry("personalData", true), Map.entry("generative", false), Map.entry("ownerId", person("system-owner")),
        Map.entry("reason", "goes live next month"));
    var system = owner.post("/v1/ai-systems", profile).expect(201);
    var path = "/v1/ai-systems/" + system.id();
    var place = Map.of("kind", "KUBERNETES_WORKLOAD", "cluster", "eu-1", "namespace", "lending", "workload",
        "credit-" + system.id());
    var bound = engineer.post(path + "/bindings", system.etag(), place).expect(200);
    narrator.says("%s “%s” is registered and bound to workload lending/credit-… in cluster eu-1.",
        bound.body().path("reference").asText(), name);
    return system.id();
  }

  private String acceptedRisk(String system) {
    var found = Portal.until(SOON, () -> officer.get("/v1/risk-assessments?systemId=" + system),
        a -> a.status() == 200 && !a.body().path("items").isEmpty());
    var assessment = officer.get("/v1/risk-assessments/" + found.body().at("/items/0/id").asText()).expect(200);
    var suggestions = assessment.body().path("suggestions");
    var fairness = StreamSupport.stream(suggestions.spliterator(), false)
        .filter(s -> s.path("theme").asText().equals("FAIRNESS"))
        .findFirst()
        .orElseThrow(() -> new StoryBroken("No fairness risk was suggested: " + suggestions));
    narrator.says("%d risks are suggested, e.g. “%s”: %s", suggestions.size(), fairness.path("title").asText(),
        fairness.path("reason").asText());
    var adopted = officer
        .post("/v1/risk-assessments/" + assessment.id() + "/suggestions/" + fairness.path("id").asText() + "/adoption",
            assessment.etag(), Map.of("ownerId", person("risk-owner"), "reason", "applies to us"))
        .expect(200);
    var risk = StreamSupport.stream(adopted.body().path("suggestions").spliterator(), false)
        .filter(s -> s.path("id").equals(fairness.path("id")))
        .findFirst()
        .orElseThrow()
        .path("riskId")
        .asText();
    score(risk, "INHERENT", 4, 4, "history of the branch");
    treat(risk);
    score(risk, "RESIDUAL", 2, 3, "after reweighing and weekly monitoring");
    var accepted = accept(risk, "within appetite, monitored");
    narrator.says("%s is scored, treated, and accepted by its owner until %s.",
        accepted.body().path("reference").asText(),
        accepted.body().at("/acceptance/expiresOn").asText());
    return risk;
  }

  private void score(String risk, String kind, int likelihood, int consequence, String reason) {
    owner.post("/v1/risks/" + risk + "/scores", etag("/v1/risks/" + risk),
        Map.of("kind", kind, "likelihood", likelihood, "consequence", consequence, "reason", reason)).expect(200);
  }

  private void treat(String risk) {
    owner.post("/v1/risks/" + risk + "/treatment", etag("/v1/risks/" + risk),
        Map.of("option", "MODIFY", "reason", "the cause can be worked on", "actions",
            List.of(
                Map.of("description", "Reweigh the training data", "dueOn", LocalDate.now().plusDays(30).toString()))))
        .expect(200);
  }

  private Answer accept(String risk, String reason) {
    var current = riskOwner.get("/v1/risks/" + risk).expect(200);
    return riskOwner.post("/v1/risks/" + risk + "/acceptance", current.etag(),
        Map.of("revision", current.body().path("revision").asInt(), "reason", reason)).expect(200);
  }

  /** Somebody is on call for the system from today on, and the policy in force asks for them. */
  private void onCall(String system) {
    var policy = officer.get("/v1/escalation-policies");
    var steps = Map.of("CRITICAL", List.of(Map.of("afterMinutes", 15, "addressee", "ON_CALL"),
        Map.of("afterMinutes", 30, "addressee", "SYSTEM_OWNER")));
    var adopted = Map.of("steps", steps, "reason", "loans are granted day and night");
    (policy.status() == 404
        ? officer.post("/v1/escalation-policies", adopted)
        : officer.post("/v1/escalation-policies", policy.etag(), adopted)).expect(200);
    var today = LocalDate.now(ZoneOffset.UTC);
    var roster = Map.of("timeZone", "Etc/UTC", "handover",
        Map.of("rhythm", "WEEKLY", "at", "00:00", "dayOfWeek", today.getDayOfWeek().name()), "firstOn",
        today.toString(), "participants", List.of(person("incident-responder")));
    Portal.until(SOON, () -> officer.post("/v1/on-call-rotas", Map.of("name", "Lending", "roster", roster, "systems",
        List.of(system), "reason", "somebody has to be there")), a -> a.status() == 201);
    narrator.says("Somebody is on call for it.");
  }

  private String hookSource(String system) {
    var client = accounts.machines()
        .stream()
        .filter(m -> m.role().equals("hook-sender") && m.org().equals(ORG))
        .findFirst()
        .orElseThrow();
    var source = Portal.until(SOON,
        () -> engineer.post("/v1/hook-sources", Map.of("name", "Fairness monitor of " + system, "profile",
            "ALERTMANAGER", "systemId", system, "senderClientId", client.clientId())),
        a -> a.status() == 201);
    narrator.says("Its monitor may deliver to %s as client %s.", source.body().path("hook").asText(),
        client.clientId());
    return source.body().path("hook").asText();
  }

  private Answer storm(String system, String hook) {
    for (var i = 0; i < 51; i++) {
      monitor.post(hook, alert.firing()).expect(202);
    }
    monitor.post(hook, alert.resolved()).expect(202);
    monitor.post(hook, alert.firingAgain()).expect(202);
    var list = Portal.until(AUTOMATIC, () -> responder.get("/v1/incidents?systemId=" + system),
        a -> a.status() == 200 && !a.body().path("items").isEmpty());
    var path = "/v1/incidents/" + list.body().at("/items/0/id").asText();
    var incident = Portal.until(SOON, () -> responder.get(path), a -> firings(a) == 52);
    var count = responder.get("/v1/incidents?systemId=" + system).body().path("items").size();
    check(count == 1, "53 deliveries made %d incidents instead of one", count);
    check(incident.body().at("/signals/0/resolved").asInt() == 1, "resolved count is wrong: %s", incident.text());
    narrator.says("53 deliveries (51 firing, 1 resolved, 1 firing again): one incident, %s, %s, severity %s, case %s.",
        incident.body().path("reference").asText(), incident.body().path("kind").asText(),
        incident.body().path("severity").asText(),
        incident.body().path("caseId").asText());
    return incident;
  }

  private static int firings(Answer incident) {
    return incident.body().at("/signals/0/firing").asInt();
  }

  private void consequences(String system, String risk, Answer incident) {
    Portal.until(AUTOMATIC, () -> officer.get("/v1/notifications?incidentId=" + incident.id()),
        a -> a.body().path("items").findValuesAsText("personId").contains(person("incident-responder")));
    narrator.says("Who is on call gets a mail (./aims mail shows it).");
    var flagged = Portal.until(AUTOMATIC, () -> riskOwner.get("/v1/risks/" + risk),
        a -> !a.body().path("flags").isEmpty());
    check(flagged.body().path("acceptance").isMissingNode(), "the acceptance still stands: %s", flagged.text());
    narrator.says("%s is flagged for re-scoring; its acceptance is void.", flagged.body().path("reference").asText());
    var downgraded = Portal.until(AUTOMATIC, () -> officer.get("/v1/statement-of-applicability"),
        a -> !StatementOfApplicability.downgradedBy(a, incident.id()).isEmpty());
    narrator.says("Downgraded in the Statement of Applicability: %s.",
        String.join(", ", StatementOfApplicability.downgradedBy(downgraded, incident.id())));
    var overview = owner.get("/v1/ai-systems/" + system + "/overview").expect(200);
    check(overview.text().contains(incident.id()), "the overview does not know the incident: %s", overview.text());
    narrator.says("The overview of the system says so in one request.");
  }

  private void handle(Answer incident) {
    var path = "/v1/incidents/" + incident.id();
    step(path, "triage", Map.of("severity", "CRITICAL", "commanderId", person("incident-responder"), "reason",
        "applicants are affected now"));
    step(path, "containment",
        Map.of("containment", "KILL_SWITCH", "reason", "no decision by the model until it is known"));
    step(path, "containment", Map.of("containment", "ROLLBACK", "reason", "back to the model of last month"));
    step(path, "resolution", Map.of("reason", "parity is back within bounds"));
    step(path, "review",
        Map.of("correctiveActionRequired", true, "contributingCauses", "the new training data left out a region",
            "lessons",
            "data changes need a fairness check before release", "reason", "reviewed with the lending team"));
    narrator.says(
        "Triaged, contained by kill switch, then by rollback, resolved, reviewed: a corrective action is required.");
  }

  private void step(String path, String command, Map<String, Object> body) {
    responder.post(path + "/" + command, responder.get(path).etag(), body).expect(200);
  }

  private String improve(Answer incident) {
    var raised = officer.post("/v1/nonconformities",
        Map.of("title", "Data change released without a fairness check", "statement",
            "The quality of the data was not assessed against the documented criteria", "originKind", "INCIDENT",
            "originId", incident.id(), "nodes",
            List.of("A.7.4", "8.1"), "grade", "MAJOR", "ownerId", person("system-owner"), "reason",
            "follows from the review"))
        .expect(201);
    var path = "/v1/nonconformities/" + raised.id();
    owner
        .post(path + "/correction", etag(path),
            Map.of("correction", "Decisions of the period are looked at again by hand"))
        .expect(200);
    owner.post(path + "/root-cause", etag(path),
        Map.of("method", "FIVE_WHYS", "rootCause", "The release checklist knows code changes only")).expect(200);
    var planned = owner
        .post(path + "/corrective-actions", etag(path),
            Map.of("description", "Fairness check as a release gate", "ownerId",
                person("system-owner"), "dueOn", LocalDate.now().plusDays(14).toString()))
        .expect(200);
    var action = planned.body().at("/correctiveActions/0/id").asText();
    owner
        .post(path + "/corrective-actions/" + action + "/completion", etag(path),
            Map.of("result", "The gate is in place"))
        .expect(200);
    var verified = auditor.post(path + "/effectiveness", etag(path),
        Map.of("effective", true, "reason", "Two releases went through the gate")).expect(200);
    narrator.says("%s: corrected, cause found, acted upon; effectiveness verified by the internal auditor.",
        verified.body().path("reference").asText());
    return raised.id();
  }

  private void recover(String system, String risk, Answer incident) {
    score(risk, "CURRENT", 3, 4, "seen in production");
    score(risk, "RESIDUAL", 2, 3, "with the release gate");
    accept(risk, "the gate works");
    var path = "/v1/incidents/" + incident.id();
    var closed = Portal.until(SOON, () -> responder.post(path + "/closing", responder.get(path).etag(),
        Map.of("reason", "corrective action verified effective")), a -> a.status() == 200);
    check(closed.body().path("state").asText().equals("CLOSED"), "not closed: %s", closed.text());
    Portal.until(AUTOMATIC, () -> officer.get("/v1/statement-of-applicability"),
        a -> a.status() == 200 && StatementOfApplicability.downgradedBy(a, incident.id()).isEmpty());
    narrator
        .says("The risk is scored and accepted anew, the incident closed; the lines of the Statement have recovered.");
  }

  private void trace(String caseId) {
    var trace = Portal.until(SOON, () -> auditor.get("/v1/traces/" + caseId),
        a -> a.status() == 200 && a.text().contains("lines-recovered") && a.text().contains("incident.closed"));
    narrator.says("The trace of the case, in order:");
    for (var event : trace.body().path("events")) {
      narrator.says("  %-28s %-46s v%-3d %s", event.path("at").asText(),
          event.path("type").asText().replace("aims.", "").replace(".v1", ""),
          event.path("aggregateVersion").asInt(), who(event));
    }
  }

  private String who(JsonNode event) {
    var actor = event.path("actor").asText();
    return accounts.people().stream().filter(p -> p.id().equals(actor)).map(p -> p.role()).findFirst().orElse(actor);
  }

  private Path evidence(String caseId) {
    var issued = auditor.post("/v1/evidence-packs", Map.of("caseId", caseId, "reason", "for the external audit"))
        .expect(201);
    var content = auditor.get("/v1/evidence-packs/" + issued.id() + "/content").expect(200);
    var pack = write("case-" + caseId + ".zip", content.bytes());
    var verdict = verification.verify(pack);
    check(verdict.good(), "the pack does not verify: %s", verdict.text());
    narrator.says("The evidence pack verifies offline:");
    verdict.text().lines().forEach(line -> narrator.says("  %s", line));
    return pack;
  }

  private void tamper(Path pack) {
    for (var tampering : Tampering.values()) {
      var verdict = verification.verify(write(tampering.name().toLowerCase() + ".zip", tampering.apply(read(pack))));
      check(!verdict.good(), "%s went unnoticed: %s", tampering, verdict.text());
      narrator.says("With a %s it does not: %s", tampering.name().toLowerCase().replace('_', ' '),
          reason(verdict));
    }
  }

  /** The verdict and the first bad entry, as the verifier names them. */
  private static String reason(Verification.Verdict verdict) {
    var lines = verdict.text().lines().map(String::strip).toList();
    return lines.getFirst() + lines.stream()
        .filter(line -> line.startsWith("first bad"))
        .findFirst()
        .map(line -> "; " + line.replaceAll(" +", " "))
        .orElse("");
  }

  private String etag(String path) {
    return officer.get(path).expect(200).etag();
  }

  private String person(String role) {
    return accounts.people()
        .stream()
        .filter(p -> p.role().equals(role) && p.org().equals(ORG))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Path write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      throw new StoryBroken(otherwise.formatted(values));
    }
  }
}
