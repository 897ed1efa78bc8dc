package io.aims.incident.hooks;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.monitor;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class HookResourceTest {

  @Test
  void accepted_means_that_the_exact_bytes_are_in_the_database() {
    var source = Acme.source();
    var body = " " + Alert.bias().posted() + "\n";

    String id = deliver(source, body).statusCode(202).extract().path("deliveryId");

    assertThat(count("select count(*) from delivery where id = '%s' and source_id = '%s'"
        + " and body = convert_to('%s', 'UTF8') and sha256 = sha256(body)", id, source, body)).isOne();
  }

  @Test
  void a_senders_second_try_is_answered_like_its_first() {
    var source = Acme.source();
    var key = "\"" + UUID.randomUUID() + "\"";

    String first = keyed(source, "Idempotency-Key", key, Alert.bias().posted(), 202);
    String second = keyed(source, "Idempotency-Key", key, Alert.bias().posted(), 202);
    String other = keyed(source, "webhook-id", "msg_" + UUID.randomUUID(), Alert.bias().posted(), 202);

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(count("select count(*) from delivery where source_id = '%s'", source)).isEqualTo(2);
    Acme.settled(source);
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + Acme.incidentOf(source))
        .then()
        .body("signals[0].firing", equalTo(2));
  }

  @Test
  void the_same_key_for_other_bytes_is_refused_rather_than_swallowed() {
    var source = Acme.source();
    var key = "\"" + UUID.randomUUID() + "\"";
    keyed(source, "Idempotency-Key", key, Alert.bias().posted(), 202);

    monitor().header("Idempotency-Key", key)
        .body(Alert.bias().resolved().posted())
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:aims:problem:idempotency-key-reused"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{ | NOT_JSON", "'' | NOT_JSON", "[] | NOT_AN_OBJECT", "{} | NO_ALERTS",
      "{\"alerts\":[1]} | ALERT_NOT_AN_OBJECT", "{\"alerts\":[{\"status\":\"maybe\"}]} | STATUS_UNKNOWN"})
  void what_is_no_delivery_is_refused_and_not_kept(String body, String why) {
    var source = Acme.source();

    deliver(source, body).statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:aims:problem:malformed"))
        .body("detail", equalTo(io.aims.incident.signal.Reading.Rejection.valueOf(why).words()));

    assertThat(count("select count(*) from delivery where source_id = '%s'", source)).isZero();
  }

  @Test
  void other_media_types_and_too_large_bodies_are_refused() {
    var source = Acme.source();
    var filler = "x".repeat(600 * 1024);

    monitor().contentType(ContentType.TEXT)
        .body("alerts")
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
    deliver(source, Alert.bias().annotation("runbook", filler).posted()).statusCode(413)
        .contentType("application/problem+json");

    assertThat(count("select count(*) from delivery where source_id = '%s'", source)).isZero();
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source + "/errors")
            .then()
            .statusCode(200)
            .body("items[0].outcome", equalTo("TOO_LARGE")));
  }

  /** KServe logs binary bodies as they are. */
  @Test
  void what_a_model_was_asked_is_acknowledged_whatever_its_type_and_not_kept() {
    String source = as(Role.PLATFORM_ENGINEER)
        .body(Acme.sourceOf(Acme.system()).replace("ALERTMANAGER", "CLOUDEVENTS"))
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    var tensor = new byte[]{0, 1, 2, (byte) 0xff};

    monitor().contentType("application/octet-stream")
        .header("ce-specversion", "1.0")
        .header("ce-type", "org.kubeflow.serving.inference.request")
        .header("ce-source", "http://localhost:9081/")
        .header("ce-id", "1")
        .body(tensor)
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(200);
    monitor().contentType("application/octet-stream").body(tensor).post("/v1/hooks/" + source).then().statusCode(415);

    assertThat(count("select count(*) from delivery where source_id = '%s'", source)).isZero();
  }

  @Test
  void only_the_registered_client_may_send() {
    var source = Acme.source();
    var url = "/v1/hooks/" + source;
    var body = Alert.bias().posted();

    given().contentType(ContentType.JSON).body(body).post(url).then().statusCode(401);
    as(Role.GOVERNANCE_OFFICER).body(body).post(url).then().statusCode(403);
    as(Role.HOOK_SENDER).body(body).post(url).then().statusCode(403);
    machine("acme-other-monitor", Role.HOOK_SENDER).body(body).post(url).then().statusCode(403);
    machine(Acme.MONITOR, Role.GATE_READER).body(body).post(url).then().statusCode(403);

    assertThat(count("select count(*) from delivery where source_id = '%s'", source)).isZero();
  }

  @Test
  void another_organisations_source_looks_like_none() {
    var source = Acme.source();
    var sender = TestRealm.machine(TestRealm.GLOBEX, Acme.MONITOR, Role.HOOK_SENDER);

    var foreign = given().auth()
        .oauth2(sender)
        .contentType(ContentType.JSON)
        .body(Alert.bias().posted())
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(404)
        .extract();
    var none = given().auth()
        .oauth2(sender)
        .contentType(ContentType.JSON)
        .body(Alert.bias().posted())
        .post("/v1/hooks/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .extract();

    assertThat(foreign.asString()).isEqualTo(none.asString());
    monitor().body(Alert.bias().posted()).post("/v1/hooks/no-uuid").then().statusCode(404);
  }

  @Test
  void a_disabled_source_refuses_at_once_and_takes_again_when_enabled() {
    var source = Acme.source();
    deliver(source, Alert.bias().posted()).statusCode(202);

    change(source, "disabling", 1);
    deliver(source, Alert.bias().posted()).statusCode(409)
        .body("state", equalTo("DISABLED"))
        .body("allowed", contains("enabling"));
    change(source, "enabling", 2);
    deliver(source, Alert.bias().posted()).statusCode(202);
  }

  @Test
  void a_fairness_alert_becomes_an_incident() {
    var source = Acme.source();

    deliver(source, Alert.bias().posted()).statusCode(202);

    await().atMost(30, SECONDS)
        .pollInterval(java.time.Duration.ofMillis(10))
        .until(() -> count("select count(*) from incident where kind = 'FAIRNESS' and hook_source_id = '%s'",
            source) == 1);

    as(Role.RISK_OWNER).get("/v1/incidents?kind=FAIRNESS&systemId=" + Acme.systemOf(source))
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].severity", equalTo("CRITICAL"))
        .body("items[0].state", equalTo("TRIAGE"))
        .body("items[0].reference", not(equalTo(null)));
  }

  private static String keyed(String source, String header, String key, String body, int status) {
    return monitor().header(header, key)
        .body(body)
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(status)
        .extract()
        .path("deliveryId");
  }

  private static io.restassured.specification.RequestSpecification machine(String client, String role) {
    return given().auth().oauth2(TestRealm.machine(TestRealm.ACME, client, role)).contentType(ContentType.JSON);
  }

  private static void change(String source, String command, int version) {
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"" + version + "\"")
        .body("{\"reason\":\"maintenance\"}")
        .post("/v1/hook-sources/" + source + "/" + command)
        .then()
        .statusCode(200);
  }
}
