package io.aims.incident.concern;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Those who handle concerns at acme, and those who raise them. */
final class Office {
  static final UUID ANNA = UUID.randomUUID();
  static final UUID BERT = UUID.randomUUID();
  static final UUID CARA = UUID.randomUUID();
  static final UUID DORA = UUID.randomUUID();
  static final UUID EVE = UUID.randomUUID();
  static final UUID FRED = UUID.randomUUID();

  private Office() {}

  /** Anna and Bert handle, Cara and Dora stand in, Eve and Fred are the last resort. */
  static void open() {
    open(true);
  }

  static void open(boolean anonymous) {
    set(Role.GOVERNANCE_OFFICER, anonymous, List.of(ANNA, BERT), List.of(CARA, DORA)).statusCode(200);
  }

  static ValidatableResponse set(String role, boolean anonymous, List<UUID> handlers, List<UUID> alternates) {
    var present = Acme.as(Role.GOVERNANCE_OFFICER).get("/v1/concern-channel");
    var request = Acme.as(role);
    if (present.statusCode() == 200) {
      request.header("If-Match", present.header("ETag"));
    }
    return request
        .body(channel(anonymous, handlers, alternates))
        .put("/v1/concern-channel")
        .then();
  }

  static Map<String, Object> channel(boolean anonymous, List<UUID> handlers, List<UUID> alternates) {
    return Map.of("anonymous", anonymous, "handlers", handlers, "alternates", alternates, "lastResort",
        List.of(EVE, FRED), "reason", "So decided");
  }

  /** A request of a person who holds the handlers' role. */
  static RequestSpecification as(UUID person) {
    return as(person, Role.CONCERN_HANDLER);
  }

  static RequestSpecification as(UUID person, String role) {
    return given().auth().oauth2(TestRealm.token(TestRealm.ACME, person, role)).contentType(ContentType.JSON);
  }

  static RequestSpecification stranger() {
    return given().contentType(ContentType.JSON);
  }

  /** A concern that {@code reporter} raises by name; its id. */
  static String raisedBy(UUID reporter, Map<String, Object> more) {
    var body = new java.util.HashMap<String, Object>(Map.of("category", "SAFETY", "description", "It brakes late"));
    body.putAll(more);
    return as(reporter, Role.EMPLOYEE).body(body).post("/v1/concerns").then().statusCode(201).extract().path("id");
  }

  /** Does the next step of a handler. */
  static ValidatableResponse tell(UUID person, String concern, String command, Map<String, Object> body) {
    var present = as(person).get("/v1/concerns/" + concern);
    return as(person).header("If-Match", present.statusCode() == 200 ? present.header("ETag") : "\"1\"")
        .body(body)
        .post("/v1/concerns/" + concern + "/" + command)
        .then();
  }

  /** A handler says of somebody that they must keep out. */
  static int exclude(UUID person, String concern, UUID excluded) {
    return as(person).body(Map.of("personId", excluded, "reason", "They built it"))
        .post("/v1/concerns/" + concern + "/exclusions")
        .statusCode();
  }

  /** What each of them gets who asks for the concern. */
  static List<Integer> statuses(String concern, UUID... persons) {
    return List.of(persons).stream().map(person -> status(person, concern)).toList();
  }

  static int status(UUID person, String concern) {
    return as(person).get("/v1/concerns/" + concern).statusCode();
  }

  /** A request of the same person, who belongs to another organisation this time. */
  static RequestSpecification globex(UUID person, String role) {
    return given().auth().oauth2(TestRealm.token(TestRealm.GLOBEX, person, role)).contentType(ContentType.JSON);
  }

  /** Those who handle concerns at acme handle those of globex too. */
  static void sameOfGlobex() {
    noneOfGlobex();
    Acme.globex(Role.GOVERNANCE_OFFICER)
        .body(channel(true, List.of(ANNA, BERT), List.of(CARA, DORA)))
        .put("/v1/concern-channel")
        .then()
        .statusCode(200);
  }

  static void noneOfGlobex() {
    Acme.tamper("delete from concern_channel where tenant = '%s'", TestRealm.GLOBEX);
  }

  static UUID systemOfGlobex() {
    var id = UUID.randomUUID();
    TestEvents.send(
        TestEvents.example("aims.inventory.ai-system.registered.v1", TestRealm.GLOBEX, id, 1, data -> {}));
    await().atMost(30, SECONDS).until(() -> Acme.count("select count(*) from known_system where id = '%s'", id) == 1);
    return id;
  }

  /** An incident that a monitor of globex has told of; its id. */
  static String incidentOfGlobex() {
    var system = systemOfGlobex();
    var source = Acme.globex(Role.PLATFORM_ENGINEER)
        .body(Acme.sourceOf(system))
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .<String>path("id");
    given().auth()
        .oauth2(TestRealm.machine(TestRealm.GLOBEX, Acme.MONITOR, Role.HOOK_SENDER))
        .contentType(ContentType.JSON)
        .body(Alert.bias().posted())
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(202);
    Acme.settled(source);
    return Acme.globex(Role.INCIDENT_RESPONDER)
        .get("/v1/incidents?systemId=" + system)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .extract()
        .path("items[0].id");
  }
}
