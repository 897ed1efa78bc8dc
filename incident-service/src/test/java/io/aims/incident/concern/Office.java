package io.aims.incident.concern;

import static io.restassured.RestAssured.given;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
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
}
