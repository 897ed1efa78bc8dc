package io.aims.incident.oncall;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** An organisation that nobody else has to do with: one of its rotas at most is for all other systems. */
final class Organisation {
  static final String ANN = UUID.randomUUID().toString();
  static final String BEN = UUID.randomUUID().toString();
  static final String XIA = UUID.randomUUID().toString();
  private static final LocalDate FIRST = LocalDate.now(ZoneOffset.UTC).minusDays(10);
  /** The noon of one of Ann's days, each of which goes from midnight to midnight; the day after it is Ben's. */
  static final Instant ANNS_NOON = FIRST.plusDays(20).atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(43_200);
  static final Instant BENS_NOON = ANNS_NOON.plus(1, ChronoUnit.DAYS);
  static final Map<String, Object> REASON = Map.of("reason", "So decided");
  private final UUID id = UUID.randomUUID();

  UUID id() {
    return id;
  }

  /** A request of somebody with that role. */
  RequestSpecification as(String role) {
    return given().auth().oauth2(TestRealm.token(id, role)).contentType(ContentType.JSON);
  }

  /** A system that the inventory has told of. */
  UUID system() {
    var system = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", id, system, 1,
        data -> data.put("name", "Claims " + system)));
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from known_system where id = '%s'", system) == 1);
    return system;
  }

  /** What establishes a rota of Ann and Ben, day by day, and what changes one to that. */
  static Map<String, Object> rota(UUID... systems) {
    return Map.of("name", "Claims", "roster",
        Map.of("timeZone", "UTC", "handover", Map.of("rhythm", "DAILY", "at", "00:00"), "firstOn", FIRST.toString(),
            "participants", List.of(ANN, BEN)),
        "systems", List.of(systems), "reason", "So decided");
  }

  /** The same with another value for a member of the roster. */
  static Map<String, Object> rotaWith(String member, Object value, UUID... systems) {
    var rota = rota(systems);
    return with(rota, "roster", with((Map<?, ?>) rota.get("roster"), member, value));
  }

  static Map<String, Object> with(Map<?, ?> whole, String member, Object value) {
    var changed = new HashMap<String, Object>();
    whole.forEach((name, present) -> changed.put(name.toString(), present));
    changed.put(member, value);
    return changed;
  }

  ValidatableResponse establish(Map<String, Object> rota) {
    return as(Role.GOVERNANCE_OFFICER).body(rota).post("/v1/on-call-rotas").then();
  }

  String established(Map<String, Object> rota) {
    return establish(rota).statusCode(201).extract().path("id");
  }

  static String path(String rota) {
    return "/v1/on-call-rotas/" + rota;
  }

  ValidatableResponse read(String rota) {
    return as(Role.SYSTEM_OWNER).get(path(rota)).then();
  }

  /** A request of somebody with that role who has seen the rota as it is. */
  RequestSpecification seen(String role, String rota) {
    return as(role).header("If-Match", read(rota).statusCode(200).extract().header("ETag"));
  }

  ValidatableResponse change(String rota, Map<String, Object> request) {
    return seen(Role.GOVERNANCE_OFFICER, rota).body(request).put(path(rota)).then();
  }

  /** Xia takes over for some hours around a noon of Ann's. */
  static Map<String, Object> takeover() {
    return takeover(ANNS_NOON.minusSeconds(3600), ANNS_NOON.plusSeconds(7200));
  }

  static Map<String, Object> takeover(Instant from, Instant until) {
    return Map.of("personId", XIA, "from", from.toString(), "until", until.toString(), "reason", "A family matter");
  }

  ValidatableResponse substitute(String rota, Map<String, Object> takeover) {
    return seen(Role.INCIDENT_RESPONDER, rota).body(takeover).post(path(rota) + "/substitutions").then();
  }

  String substituted(String rota) {
    return substitute(rota, takeover()).statusCode(200).extract().path("substitutions[0].id");
  }

  ValidatableResponse withdraw(String rota, String substitution) {
    return seen(Role.INCIDENT_RESPONDER, rota).body(REASON)
        .post(path(rota) + "/substitutions/" + substitution + "/withdrawal")
        .then();
  }

  ValidatableResponse retire(String rota) {
    return seen(Role.GOVERNANCE_OFFICER, rota).body(REASON).post(path(rota) + "/retirement").then();
  }

  ValidatableResponse onCall(UUID system, Instant at) {
    return as(Role.PLATFORM_ENGINEER).get("/v1/on-call?systemId=" + system + "&at=" + at).then();
  }

  static long said(String rota, String what) {
    return Acme.count(
        "select count(*) from event where aggregate_id = '%s' and type = 'aims.incident.on-call-rota.%s.v1'", rota,
        what);
  }
}
