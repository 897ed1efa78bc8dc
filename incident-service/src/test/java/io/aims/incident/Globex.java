package io.aims.incident;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import io.aims.platform.identity.Role;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Organisation globex, which has an incident of its own and in which acme's people have an account, too. */
public final class Globex {
  private static final String MONITOR = "globex-monitor";

  private Globex() {}

  /** A request of the same person that {@link Acme#as} speaks for, who looks after globex this time. */
  public static RequestSpecification as(String role) {
    return given().auth()
        .oauth2(TestRealm.token(TestRealm.GLOBEX, TestRealm.person(TestRealm.ACME, role), role))
        .contentType(ContentType.JSON);
  }

  /** A new open incident with one signal. */
  public static String incident() {
    var system = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", TestRealm.GLOBEX, system, 1,
        data -> data.put("name", "Logistics")));
    String source = as(Role.PLATFORM_ENGINEER)
        .body(Acme.sourceOf(system).replace(Acme.MONITOR, MONITOR))
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    given().auth()
        .oauth2(TestRealm.machine(TestRealm.GLOBEX, MONITOR, Role.HOOK_SENDER))
        .contentType(ContentType.JSON)
        .body(Alert.bias().posted())
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(202);
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from incident where hook_source_id = '%s'", source) == 1);
    return as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + system)
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].id");
  }

  public static String signal(String incident) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident)
        .then()
        .statusCode(200)
        .extract()
        .path("signals[0].id");
  }
}
