package io.aims.risk;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** An organisation of its own per test: its people call the API, its inventory and incidents send events. */
public record Organisation(UUID id) {
  private static final String REGISTERED = "aims.inventory.ai-system.registered.v1";
  private static final String OPENED = "aims.incident.incident.opened.v1";

  public static Organisation fresh() {
    return new Organisation(UUID.randomUUID());
  }

  public UUID person(String role) {
    return TestRealm.person(id, role);
  }

  public RequestSpecification as(String role) {
    return with(TestRealm.token(id, role));
  }

  public RequestSpecification as(UUID person, String role) {
    return with(TestRealm.token(id, person, role));
  }

  /** Somebody else in the same role. */
  public RequestSpecification asAnother(String role) {
    return as(UUID.randomUUID(), role);
  }

  public RequestSpecification asMachine(String role) {
    return with(TestRealm.machine(id, "a-machine", role));
  }

  public ValidatableResponse get(String path) {
    return as(Role.GOVERNANCE_OFFICER).get(path).then();
  }

  /** Sends a command with the ETag that {@code at} has now. */
  public ValidatableResponse command(RequestSpecification caller, String at, String command, String body) {
    return caller.header("If-Match", etag(at)).body(body).post(at + command).then();
  }

  public String etag(String path) {
    return get(path).statusCode(200).extract().header("ETag");
  }

  /** A credit scoring system of the organisation, with its assessment opened. */
  public UUID creditScoring() {
    var system = UUID.randomUUID();
    TestEvents.send(registered(system, facts -> {}));
    assessmentOf(system);
    return system;
  }

  public ObjectNode registered(UUID system, Consumer<ObjectNode> changes) {
    return TestEvents.example(REGISTERED, id, system, 1, changes);
  }

  /** Path of the assessment of a system, once it is there. */
  public String assessmentOf(UUID system) {
    List<String> ids = until(() -> get("/v1/risk-assessments?systemId=" + system).statusCode(200)
        .extract()
        .path("items.id"), found -> !found.isEmpty());
    return "/v1/risk-assessments/" + ids.getFirst();
  }

  public ObjectNode opened(UUID incident, UUID caseId, UUID system, String kind) {
    return TestEvents
        .example(OPENED, id, incident, 1, data -> data.put("systemId", system.toString()).put("kind", kind))
        .put("correlationid", caseId.toString());
  }

  /** {@code incident} is open again, and goes on for others of the kinds {@code absorbed} as well. */
  public ObjectNode reopened(UUID incident, UUID caseId, int version, UUID system, String kind, String... absorbed) {
    return TestEvents.example("aims.incident.incident.reopened.v1", id, incident, version, data -> {
      data.put("systemId", system.toString()).put("kind", kind);
      var kinds = data.putArray("absorbedKinds");
      List.of(absorbed).forEach(kinds::add);
      data.remove("linkedRisks");
    }).put("correlationid", caseId.toString());
  }

  /** A signal of it fires anew after people had resolved it. */
  public ObjectNode relapsed(UUID incident, UUID caseId, int version, UUID system, String kind) {
    return TestEvents.example("aims.incident.incident.relapsed.v1", id, incident, version, data -> {
      data.put("systemId", system.toString()).put("kind", kind);
      data.putArray("linkedRisks");
    }).put("correlationid", caseId.toString());
  }

  /** A signal of it is worse than any before. */
  public ObjectNode worsened(UUID incident, UUID caseId, int version, String severity) {
    return TestEvents.example("aims.incident.incident.worsened.v1", id, incident, version,
        data -> data.put("severity", severity)).put("correlationid", caseId.toString());
  }

  /** {@code survivor} goes on for {@code merged}, which was of that system and kind. */
  public ObjectNode absorbed(UUID survivor, int version, UUID merged, UUID system, String kind) {
    return TestEvents.example("aims.incident.incident.absorbed.v1", id, survivor, version,
        data -> data.put("incidentId", merged.toString()).put("systemId", system.toString()).put("kind", kind));
  }

  public ObjectNode ended(UUID incident, UUID caseId, int version, String how) {
    return TestEvents.example("aims.incident.incident." + how + ".v1", id, incident, version, data -> {})
        .put("correlationid", caseId.toString());
  }

  /** The review of {@code incident} proposes a {@code risk} or a {@code control}, as something for the risk owner. */
  public ObjectNode proposed(String what, UUID proposal, UUID incident, UUID caseId, UUID system) {
    return TestEvents.example("aims.incident.review." + what + "-proposed.v1", id, proposal, 1,
        data -> data.put("incidentId", incident.toString())
            .put("systemId", system.toString())
            .put("ownerId", person(Role.RISK_OWNER).toString())
            .put("dueOn", "2999-06-30"))
        .put("correlationid", caseId.toString());
  }

  /** Path of a fairness risk of the system, owned by the risk owner, residual within the appetite, treated. */
  public String treatedRisk(UUID system) {
    var risk = identifiedRisk(system);
    command(as(Role.GOVERNANCE_OFFICER), risk, "/scores", Bodies.score("RESIDUAL", 2, 4)).statusCode(200);
    command(as(Role.SYSTEM_OWNER), risk, "/treatment", Bodies.TREATMENT).statusCode(200);
    return risk;
  }

  public String identifiedRisk(UUID system) {
    return as(Role.GOVERNANCE_OFFICER).body(Bodies.risk(system, person(Role.RISK_OWNER)))
        .post("/v1/risks")
        .then()
        .statusCode(201)
        .extract()
        .header("Location")
        .replaceFirst("^https?://[^/]+", "");
  }

  public ValidatableResponse accept(String risk) {
    int revision = get(risk).extract().path("revision");
    return command(as(Role.RISK_OWNER), risk, "/acceptance", Bodies.accept(revision));
  }

  /** What this service has sent about the organisation, when it is at least {@code count} events of {@code type}. */
  public List<JsonNode> emitted(String type, int count) {
    return until(() -> TestEvents.emitted("risk")
        .stream()
        .filter(e -> e.path("tenantid").asText().equals(id.toString()) && e.path("type").asText().equals(type))
        .toList(), found -> found.size() >= count);
  }

  public static <T> T until(Supplier<T> look, Predicate<T> there) {
    return await().atMost(30, SECONDS).until(look::get, there);
  }

  private static RequestSpecification with(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }
}
