package io.aims.e2e;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** What incident-service keeps for one organisation besides incidents and their sources: one of each kind. */
final class Belongings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String CLOCK_RULE = """
      {"title":"Tell the customer","source":"Contract 7.3","when":[{"who":["DISTRIBUTOR"]}],"trigger":"AWARENESS",
       "amount":48,"unit":"HOURS","counting":"EXACT","limit":"SOURCE","addressee":"CUSTOMER","where":"LEADING",
       "form":"NOTICE","reports":["NOTICE"],"dueSoonAt":[0.5],"mayPause":true,"validFrom":"2020-01-01",
       "reason":"signed last week"}""";
  private final Portal portal;
  private final String org;
  private final UnaryOperator<String> person;
  private final Map<String, String> ids = new TreeMap<>();

  /** {@code person} says who has a role. */
  Belongings(Portal portal, String org, UnaryOperator<String> person) {
    this.portal = portal;
    this.org = org;
    this.person = person;
  }

  /** The ids of what is there now, each under the path that leads there. */
  Map<String, String> settle(String system, String source, String incident) {
    watch(system, source);
    takeTurns(system);
    handle(incident);
    report(incident);
    listen(system);
    return ids;
  }

  static Map<String, Object> plan(String system, String responsible) {
    return Map.of("systemId", system, "content", Map.of("questions",
        List.of(Map.of("id", "complaints", "text", "What did users complain about?")), "metrics", List.of(), "cadence",
        Map.of("every", 1, "unit", "WEEKS", "answerWithinDays", 5), "responsibleId", responsible, "firstOn",
        LocalDate.now(ZoneOffset.UTC).toString()));
  }

  /** Work on a system in some days, so that it mutes nothing today. */
  static Map<String, Object> window(String system) {
    var start = Instant.now().plus(9, ChronoUnit.DAYS);
    return Map.of("systemId", system, "startsAt", start.toString(), "endsAt", start.plusSeconds(3600).toString(),
        "reason", "A new disk");
  }

  static Map<String, Object> task(String incident, String owner) {
    return Map.of("incidentId", incident, "title", "Look at the data", "ownerId", owner);
  }

  /** What a customer tells of a system; of a kind that its monitor knows nothing of. */
  static Map<String, Object> told(String system) {
    return Map.of("systemId", system, "kind", "MISUSE", "severity", "MINOR", "startedAt",
        Instant.now().minusSeconds(60).toString(), "reportedBy", "CUSTOMER", "title", "It answers anybody", "reason",
        "A customer has called");
  }

  static Map<String, Object> concern(String system) {
    return Map.of("category", "DISCRIMINATION", "description", "It turns down the old", "systemId", system);
  }

  private void watch(String system, String source) {
    var plan = as("system-owner").post("/v1/monitoring-plans", plan(system, person.apply("system-owner"))).expect(201);
    as("governance-officer").post("/v1/monitoring-plans/" + plan.id() + "/approval", plan.etag(),
        Map.of("revision", 1, "reason", "It asks the right things")).expect(200);
    ids.put("/v1/monitoring-plans/", plan.id());
    ids.put("/v1/maintenance-windows/",
        as("platform-engineer").post("/v1/maintenance-windows", window(system)).expect(201).id());
    ids.put("/v1/signals/", Portal.until(SOON, () -> as("incident-responder").get("/v1/signals?systemId=" + system),
        found -> !found.body().path("items").isEmpty()).body().at("/items/0/id").asText());
    as("platform-engineer").post("/v1/signals/rules/" + source, Map.of("holdDownSeconds", 0, "flapsAt", 100, "calmAt",
        1, "flapWindowSeconds", 3600, "reason", "It is a steady one")).expect(200);
  }

  private void takeTurns(String system) {
    var responder = person.apply("incident-responder");
    var rota = as("governance-officer").post("/v1/on-call-rotas",
        Map.of("name", "Churn", "roster",
            Map.of("timeZone", "Europe/Berlin", "handover", Map.of("rhythm", "DAILY", "at", "09:00"), "firstOn",
                LocalDate.now(ZoneOffset.UTC).minusDays(2).toString(), "participants", List.of(responder)),
            "systems", List.of(system)))
        .expect(201);
    ids.put("/v1/on-call-rotas/", rota.id());
    var start = Instant.now().plus(9, ChronoUnit.DAYS);
    ids.put("/v1/on-call-rotas/{}/substitutions/",
        as("incident-responder").post("/v1/on-call-rotas/" + rota.id() + "/substitutions", rota.etag(),
            Map.of("personId", person.apply("platform-engineer"), "from", start.toString(), "until",
                start.plusSeconds(3600).toString(), "reason", "A family matter"))
            .expect(200)
            .body()
            .at("/substitutions/0/id")
            .asText());
  }

  private void handle(String incident) {
    var responder = as("incident-responder");
    ids.put("/v1/incident-tasks/",
        responder.post("/v1/incident-tasks", task(incident, person.apply("risk-owner"))).expect(201).id());
    var communication = responder.post("/v1/incidents/" + incident + "/communications",
        Map.of("recipient", Map.of("audience", "CUSTOMER", "name", "First Bank", "legalGround", "Contract 7.3"),
            "dueAt", Instant.now().plus(9, ChronoUnit.DAYS).toString()))
        .expect(201)
        .id();
    ids.put("/v1/incidents/{}/communications/", communication);
    ids.put("/v1/communications/", communication);
    ids.put("/v1/escalation-policies/", adopted("/v1/escalation-policies", "POST", Map.of("steps",
        Map.of("CRITICAL", List.of(Map.of("afterMinutes", 43200, "addressee", "EXECUTIVE"))), "reason", "So decided"))
        .id());
    ids.put("/v1/notifications/",
        responder.post("/v1/notifications/test", Map.of("reason", "A new address")).expect(201).id());
    adopted("/v1/opening-rules", "PUT", Map.of("rules", List.of(Map.of("opensFrom", "INFO")), "reason", "So decided"));
  }

  /** A person has died, so that the authority has to be told. */
  private void report(String incident) {
    var responder = as("incident-responder");
    var clock = responder.post("/v1/incidents/" + incident + "/seriousness",
        Map.ofEntries(Map.entry("capacities", List.of("PROVIDER")), Map.entry("harms", List.of("DEATH")),
            Map.entry("reach", "SEVERAL"), Map.entry("traits", List.of()),
            Map.entry("systemClasses", List.of("HIGH_RISK_ANNEX_III")), Map.entry("jurisdictions", List.of("DE")),
            Map.entry("awareAt", Instant.now().minusSeconds(3600).toString()),
            Map.entry("reason", "found at the morning meeting")))
        .expect(201)
        .body()
        .at("/clocks/0/id")
        .asText();
    ids.put("/v1/incidents/{}/clocks/", clock);
    ids.put("/v1/regulatory-clocks/", clock);
    ids.put("/v1/incidents/{}/authority-reports/",
        responder.post("/v1/incidents/" + incident + "/authority-reports",
            Map.of("clockId", clock, "kind", "INITIAL", "texts", Map.of("description", "It turns down the old"),
                "reason", "time is short"))
            .expect(201)
            .id());
    ids.put("/v1/incidents/{}/authority-reports/{}/revisions/", "1");
    ids.put("/v1/clock-rules/", as("governance-officer").post("/v1/clock-rules", CLOCK_RULE).expect(201).id());
  }

  private void listen(String system) {
    adopted("/v1/concern-channel", "PUT", Map.of("anonymous", true, "handlers",
        List.of(person.apply("concern-handler"), person.apply("governance-officer")), "alternates",
        List.of(person.apply("internal-auditor"), person.apply("risk-owner")), "lastResort",
        List.of(person.apply("external-auditor"), person.apply("platform-engineer")), "reason", "So decided"));
    var concern = as("employee").post("/v1/concerns", concern(system)).expect(201).id();
    ids.put("/v1/concerns/", concern);
    ids.put("/v1/concerns/mine/", concern);
  }

  /** What there is one of in an organisation, made or changed. */
  private Answer adopted(String path, String method, Map<String, Object> body) {
    var officer = as("governance-officer");
    var present = officer.get(path);
    var request = officer.request(path).header("Content-Type", "application/json").method(method, json(body));
    return officer.send(present.status() == 200 ? request.header("If-Match", present.etag()) : request).expect(200);
  }

  private static BodyPublisher json(Map<String, Object> body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Portal.Account as(String role) {
    return portal.as(role, org);
  }
}
