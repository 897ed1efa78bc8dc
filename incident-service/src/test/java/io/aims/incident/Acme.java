package io.aims.incident;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.UUID;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.signal.Profile;
import io.aims.platform.identity.Role;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Organisation acme at work: its systems, its monitors, its people. */
public final class Acme {
  public static final String MONITOR = "acme-credit-scoring-monitor";
  public static final String RESPONDER = TestRealm.person(TestRealm.ACME, Role.INCIDENT_RESPONDER).toString();

  private Acme() {}

  /** A request of the demo account of {@code role}. */
  public static RequestSpecification as(String role) {
    return given().auth().oauth2(TestRealm.token(TestRealm.ACME, role)).contentType(ContentType.JSON);
  }

  /** A request of another organisation's account. */
  public static RequestSpecification globex(String role) {
    return given().auth().oauth2(TestRealm.token(TestRealm.GLOBEX, role)).contentType(ContentType.JSON);
  }

  /** A request of the monitor's machine client. */
  public static RequestSpecification monitor() {
    return given().auth()
        .oauth2(TestRealm.machine(TestRealm.ACME, MONITOR, Role.HOOK_SENDER))
        .contentType(ContentType.JSON);
  }

  /** A system that the inventory has told of. */
  public static UUID system() {
    return system("Lending");
  }

  public static UUID system(String name) {
    var id = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", TestRealm.ACME, id, 1,
        data -> data.put("name", name)));
    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_system where id = '%s'", id) == 1);
    return id;
  }

  /** An enabled hook source of a new system. */
  public static String source() {
    return source(system());
  }

  public static String source(UUID system) {
    return register(system).statusCode(201).extract().path("id");
  }

  /** An enabled hook source that all systems share. */
  public static String shared() {
    return shared(Profile.ALERTMANAGER);
  }

  public static String shared(Profile profile) {
    return as(Role.PLATFORM_ENGINEER)
        .body("{\"name\":\"One for all\",\"profile\":\"%s\",\"senderClientId\":\"%s\"}".formatted(profile, MONITOR))
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  public static ValidatableResponse register(UUID system) {
    return as(Role.PLATFORM_ENGINEER).body(sourceOf(system)).post("/v1/hook-sources").then();
  }

  public static String sourceOf(UUID system) {
    return "{\"name\":\"Monitor\",\"profile\":\"ALERTMANAGER\",\"systemId\":\"%s\",\"senderClientId\":\"%s\"}"
        .formatted(system, MONITOR);
  }

  /** An enabled source of a new system, whose senders show a credential; {@code way} null takes the recommended one. */
  public static String source(UUID system, Profile profile, Authentication way) {
    return as(Role.PLATFORM_ENGINEER).body("{\"name\":\"Monitor\",\"profile\":\"%s\",\"systemId\":\"%s\"%s}"
        .formatted(profile, system, way == null ? "" : ",\"authentication\":\"" + way + "\""))
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A credential of the source; {@code fields} are members of the request, each with a comma behind it. */
  public static ExtractableResponse<Response> credential(String source, String fields) {
    return as(Role.PLATFORM_ENGINEER).body("{" + fields + "\"reason\":\"set up\"}")
        .post("/v1/hook-sources/" + source + "/credentials")
        .then()
        .statusCode(201)
        .extract();
  }

  public static ValidatableResponse deliver(String source, String body) {
    return monitor().body(body).post("/v1/hooks/" + source).then();
  }

  /** Waits until nothing of {@code source} is queued any more. */
  public static void settled(String source) {
    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from delivery where source_id = '%s' and state = 'QUEUED'", source) == 0);
  }

  /** The id of the one incident of {@code source}'s system. */
  public static String incidentOf(String source) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + systemOf(source))
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].id");
  }

  public static String systemOf(String source) {
    return as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source).then().extract().path("systemId");
  }

  /** A number that the database knows, past all row level security. */
  public static long count(String sql, Object... parameters) {
    try (var connection = TenancyContract.superuser();
        var row = connection.createStatement().executeQuery(sql.formatted(parameters))) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A risk that the organisation has identified, known here already. */
  public static UUID risk(UUID organisation) {
    var risk = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.risk.risk.identified.v1", organisation, risk, 1, data -> {}));
    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_risk where id = '%s'", risk) == 1);
    return risk;
  }

  /** Does something to the database that the service can't do. */
  public static void tamper(String sql, Object... parameters) {
    try (var connection = TenancyContract.superuser(); var statement = connection.createStatement()) {
      statement.execute(sql.formatted(parameters));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
