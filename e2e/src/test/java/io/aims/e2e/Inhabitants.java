package io.aims.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.aims.local.identity.Accounts;
import io.aims.local.story.Answer;
import io.aims.local.story.FairnessAlert;
import io.aims.local.story.Portal;

/**
 * One organisation with something of every kind: a system, its risks, a hook source, an incident, a nonconformity, a
 * pack, the {@link Belongings} of incident-service, and the {@link Lessons} of the incident.
 */
final class Inhabitants {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  /** The source that is shared has a place of its own beside the collection of all. */
  static final String SHARED = "/v1/hook-sources/shared/";
  private final RunningStack stack;
  private final String org;
  private final Portal portal;
  private final Map<String, String> ids = new TreeMap<>();

  Inhabitants(RunningStack stack, String org) {
    this.stack = stack;
    this.org = org;
    this.portal = stack.portal();
  }

  void settle() {
    var officer = portal.as("governance-officer", org);
    var system = register("Churn " + UUID.randomUUID());
    ids.put("/v1/ai-systems/", system);
    ids.put("/v1/risk-assessments/", first(officer, "/v1/risk-assessments?systemId=" + system));
    ids.put("/v1/risks/",
        officer
            .post("/v1/risks", Map.of("systemId", system, "theme", "FAIRNESS", "title", "Unequal churn offers", "cause",
                "skewed history", "consequence", "some customers get worse offers", "ownerId", person("risk-owner")))
            .expect(201)
            .id());
    var source = hookSource(system);
    ids.put("/v1/hook-sources/", source);
    portal.as("hook-sender", org).post("/v1/hooks/" + source, alert()).expect(202);
    var incident = first(portal.as("incident-responder", org), "/v1/incidents?systemId=" + system);
    ids.put("/v1/incidents/", incident);
    ids.put("/v1/deliveries/", first(portal.as("incident-responder", org), "/v1/deliveries"));
    ids.put("/v1/nonconformities/",
        officer.post("/v1/nonconformities", Map.of("title", "Offers differ", "statement", "not as documented",
            "originKind", "INCIDENT", "originId", incident, "nodes", List.of("8.1"), "grade", "MINOR", "ownerId",
            person("system-owner"), "reason",
            "seen in the incident")).expect(201).id());
    var caseId = portal.as("incident-responder", org)
        .get("/v1/incidents/" + incident)
        .expect(200)
        .body()
        .path("caseId")
        .asText();
    Portal.until(SOON, () -> portal.as("internal-auditor", org).get("/v1/traces/" + caseId), a -> a.status() == 200);
    ids.put("/v1/traces/", caseId);
    ids.put("/v1/evidence-packs/", portal.as("internal-auditor", org)
        .post("/v1/evidence-packs",
            Map.of("caseId", caseId, "reason", "sample"))
        .expect(201)
        .id());
    ids.put("/v1/hooks/", source);
    share();
    ids.put("/v1/signals/rules/", source);
    ids.put("/v1/organisations/", org);
    ids.putAll(new Belongings(portal, org, this::person).settle(system, source, incident));
    ids.putAll(new Lessons(portal, org).learn(incident, person("incident-responder")));
  }

  /** A source for many systems, with a signal that names none. */
  private void share() {
    var source = shared();
    ids.put(SHARED, source);
    portal.as("hook-sender", org)
        .post("/v1/hooks/" + source, alert())
        .expect(202);
    ids.put("/v1/unmapped-signals/",
        first(portal.as("incident-responder", org), "/v1/unmapped-signals?sourceId=" + source));
    var mapping = "/v1/hook-sources/" + source + "/mapping";
    var engineer = portal.as("platform-engineer", org);
    engineer.post(mapping + "/replay", engineer.get(mapping).expect(200).etag(), Map.of("reason", "to be sure"))
        .expect(202);
  }

  /** Waits for what a worker does once a minute: the first round of the monitoring plan. */
  void firstRound() {
    ids.put("/v1/monitoring-plans/{}/rounds/", first(portal.as("system-owner", org),
        "/v1/monitoring-plans/" + idIn("/v1/monitoring-plans/") + "/rounds"));
  }

  /** Registers a system and returns its id. */
  String register(String name) {
    return portal.as("system-owner", org)
        .post("/v1/ai-systems", Map.ofEntries(Map.entry("name", name), Map.entry("purpose", "Foresees who may leave"),
            Map.entry("origin", "IN_HOUSE"), Map.entry("organisationRoles", List.of("PROVIDER", "DEPLOYER")),
            Map.entry("autonomyLevel", "SUPERVISED"),
            Map.entry("oversightMode", "HUMAN_IN_THE_LOOP"), Map.entry("domain", "CUSTOMER_SERVICE"),
            Map.entry("affectedGroups", List.of("customers")),
            Map.entry("jurisdictions", List.of("DE")), Map.entry("intendedUses", List.of()),
            Map.entry("prohibitedUses", List.of()),
            Map.entry("personalData", true), Map.entry("generative", false),
            Map.entry("ownerId", person("system-owner"))))
        .expect(201)
        .id();
  }

  /** Registers a hook source for a system and returns its id. */
  String hookSource(String system) {
    var client = hookSender().clientId();
    return Portal
        .until(SOON,
            () -> portal.as("platform-engineer", org)
                .post("/v1/hook-sources", Map.of("name", "Monitor of " + system, "profile",
                    "ALERTMANAGER", "systemId", system, "senderClientId", client)),
            a -> a.status() == 201)
        .id();
  }

  /** Registers a hook source that systems share and returns its id. */
  String shared() {
    return portal.as("platform-engineer", org)
        .post("/v1/hook-sources", Map.of("name", "One for all", "profile", "ALERTMANAGER", "senderClientId",
            hookSender().clientId()))
        .expect(201)
        .id();
  }

  /** The machine account that delivers hooks. */
  Accounts.Machine hookSender() {
    return stack.accounts()
        .machines()
        .stream()
        .filter(m -> m.role().equals("hook-sender") && m.org().equals(org))
        .findFirst()
        .orElseThrow();
  }

  String alert() {
    return FairnessAlert.at(Instant.now()).firing();
  }

  String idIn(String collection) {
    return ids.get(collection);
  }

  /** Whether there is something in this collection; the ids of the things that it is in are left out: {@code {}}. */
  boolean has(String collection) {
    return ids.containsKey(collection);
  }

  Set<String> collections() {
    return Set.copyOf(ids.keySet());
  }

  /** The ids of everything here, which nobody else may see. */
  List<String> ids() {
    return ids.values().stream().filter(id -> id.length() == 36).distinct().toList();
  }

  String token() {
    return portal.as("governance-officer", org).token();
  }

  String person(String role) {
    return stack.accounts()
        .people()
        .stream()
        .filter(p -> p.role().equals(role) && p.org().equals(org))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static String first(Portal.Account account, String list) {
    Answer found = Portal.until(PATIENCE, () -> account.get(list),
        a -> a.status() == 200 && !a.body().path("items").isEmpty());
    return found.body().at("/items/0/id").asText();
  }
}
