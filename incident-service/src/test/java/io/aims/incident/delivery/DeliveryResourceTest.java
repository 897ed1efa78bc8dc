package io.aims.incident.delivery;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class DeliveryResourceTest {

  @Test
  void a_delivery_is_listed_without_and_read_with_what_was_sent() {
    var source = Acme.source();
    var body = Alert.bias().posted();
    String id = deliver(source, body).extract().path("deliveryId");
    Acme.settled(source);

    as(Role.PLATFORM_ENGINEER).get("/v1/deliveries?state=PROCESSED&sourceId=" + source)
        .then()
        .statusCode(200)
        .body("items.id", contains(id))
        .body("items[0].signals", equalTo(1))
        .body(not(containsString("trustyai_spd")));
    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + id)
        .then()
        .statusCode(200)
        .header("ETag", notNullValue())
        .body("body", equalTo(body))
        .body("headers.content-type", containsString("application/json"))
        .body("headers.authorization", equalTo(null))
        .body("size", equalTo(body.length()))
        .body("systemId", equalTo(Acme.systemOf(source)));
  }

  @Test
  void lists_are_paged() {
    var source = Acme.source();
    String first = deliver(source, Alert.bias().posted()).extract().path("deliveryId");
    String second = deliver(source, Alert.bias().posted()).extract().path("deliveryId");

    var page = as(Role.GOVERNANCE_OFFICER).get("/v1/deliveries?limit=1&sourceId=" + source)
        .then()
        .body("items.id", contains(second))
        .extract();

    as(Role.GOVERNANCE_OFFICER)
        .get("/v1/deliveries?limit=1&sourceId=" + source + "&cursor=" + page.<String>path("nextCursor"))
        .then()
        .body("items.id", contains(first))
        .body("nextCursor", equalTo(null));
  }

  @Test
  void what_holds_a_name_is_forgotten_at_once_and_what_it_has_led_to_stays() {
    var source = Acme.source();
    String id = deliver(source, Alert.bias().annotation("summary", "Ada Lovelace was refused").posted()).extract()
        .path("deliveryId");
    Acme.settled(source);
    var incident = Acme.incidentOf(source);
    String digest = as(Role.GOVERNANCE_OFFICER).get("/v1/deliveries/" + id).then().extract().path("sha256");

    redact(id).statusCode(200)
        .body("body", nullValue())
        .body("rawDroppedAt", notNullValue())
        .body("redactedBy", equalTo(TestRealm.person(TestRealm.ACME, Role.GOVERNANCE_OFFICER).toString()))
        .body("sha256", equalTo(digest));

    as(Role.GOVERNANCE_OFFICER).get("/v1/deliveries/" + id).then().body("body", nullValue());
    assertThat(Acme.count("select length(body) from delivery where id = '%s'", id)).isZero();
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident)
        .then()
        .body("signals[0].summary", nullValue())
        .body("signals[0].firing", equalTo(1));
    as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + source + "/history")
        .then()
        .body("items[-1].type", equalTo("aims.incident.hook-source.delivery-redacted.v1"))
        .body("items[-1].data.deliveryId", equalTo(id))
        .body("items[-1].data.sha256", equalTo(digest))
        .body("items[-1].texts.reason", equalTo("a name is in it"));
    redact(id).statusCode(409).body("state", equalTo("FORGOTTEN"));
  }

  /** An end leaves what was said when it fired, so that the words of a signal may be those of an earlier delivery. */
  @Test
  void words_of_an_earlier_delivery_go_with_that_one() {
    var source = Acme.source();
    String fired = deliver(source, Alert.bias().annotation("summary", "Ada Lovelace was refused").posted()).extract()
        .path("deliveryId");
    Acme.settled(source);
    String over = deliver(source,
        Alert.bias().annotation("summary", "All is well").with("endsAt", "2026-11-20T09:00:00Z").resolved().posted())
        .extract()
        .path("deliveryId");
    Acme.settled(source);
    var incident = Acme.incidentOf(source);

    redact(over).statusCode(200);
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident)
        .then()
        .body("signals[0].summary", equalTo("Ada Lovelace was refused"));
    redact(fired).statusCode(200);
    as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident).then().body("signals[0].summary", nullValue());
  }

  @Test
  void evidence_is_not_forgotten() {
    var source = Acme.source();
    String id = deliver(source, Alert.bias().posted()).extract().path("deliveryId");
    Acme.settled(source);
    Handling.command(Acme.incidentOf(source), "evidence-hold", Handling.REASON).statusCode(200);

    redact(id).statusCode(409).body("state", equalTo("EVIDENCE_HELD"));

    as(Role.GOVERNANCE_OFFICER).get("/v1/deliveries/" + id).then().body("body", notNullValue());
  }

  @Test
  void evidence_is_held_for_what_an_incident_was_merged_into_too() {
    var source = Acme.source();
    String id = deliver(source, Alert.bias().posted()).extract().path("deliveryId");
    Acme.settled(source);
    var target = Handling.incident();
    Handling.command(Acme.incidentOf(source), "merge",
        "{\"targetId\":\"%s\",\"reason\":\"same cause\"}".formatted(target)).statusCode(200);
    Handling.command(target, "evidence-hold", Handling.REASON).statusCode(200);

    redact(id).statusCode(409).body("state", equalTo("EVIDENCE_HELD"));
  }

  @Test
  void what_nobody_has_placed_and_is_dismissed_loses_its_words_too() {
    var shared = Acme.shared();
    String id = deliver(shared,
        Alert.bias().without("ai_system_id").annotation("summary", "Ada Lovelace was refused").posted()).extract()
        .path("deliveryId");
    Acme.settled(shared);
    String signal = as(Role.INCIDENT_RESPONDER).get("/v1/unmapped-signals?sourceId=" + shared)
        .then()
        .body("items[0].summary", equalTo("Ada Lovelace was refused"))
        .extract()
        .path("items[0].id");
    await().atMost(20, SECONDS)
        .until(() -> Acme.count("select count(*) from unmapped_signal where id = '%s' and version > 0", signal) == 1);
    var path = "/v1/unmapped-signals/" + signal;
    as(Role.INCIDENT_RESPONDER).header("If-Match", as(Role.INCIDENT_RESPONDER).get(path).header("ETag"))
        .body("{\"reason\":\"a test\"}")
        .post(path + "/dismissal")
        .then()
        .statusCode(200);

    redact(id).statusCode(200);

    assertThat(Acme.count("select count(*) from unmapped_signal u where id = '%s' and u::text like '%%Lovelace%%'",
        signal)).isZero();
  }

  @Test
  void what_is_still_needed_is_not_forgotten() {
    var shared = Acme.shared();
    String waiting = deliver(shared, Alert.bias().without("ai_system_id").posted()).extract().path("deliveryId");
    Acme.settled(shared);
    String queued = deliver(shared, Alert.bias().posted()).extract().path("deliveryId");
    Acme.settled(shared);
    Acme.tamper("update delivery set state = 'QUEUED' where id = '%s'", queued);

    redact(waiting).statusCode(409).body("state", equalTo("WAITING"));
    redact(queued).statusCode(409).body("state", equalTo("QUEUED"));
  }

  @Test
  void what_was_sent_is_forgotten_by_governance_officers_of_its_organisation_with_a_reason() {
    String id = deliver(Acme.source(), Alert.bias().posted()).extract().path("deliveryId");

    as(Role.INCIDENT_RESPONDER).body("{\"reason\":\"x\"}")
        .post("/v1/deliveries/" + id + "/redaction")
        .then()
        .statusCode(403);
    globex(Role.GOVERNANCE_OFFICER).body("{\"reason\":\"x\"}")
        .post("/v1/deliveries/" + id + "/redaction")
        .then()
        .statusCode(404);
    as(Role.GOVERNANCE_OFFICER).body("{}").post("/v1/deliveries/" + id + "/redaction").then().statusCode(422);
  }

  private static ValidatableResponse redact(String id) {
    return as(Role.GOVERNANCE_OFFICER).body("{\"reason\":\"a name is in it\"}")
        .post("/v1/deliveries/" + id + "/redaction")
        .then();
  }

  @Test
  void what_was_sent_is_not_for_everybody() {
    String id = deliver(Acme.source(), Alert.bias().posted()).extract().path("deliveryId");

    given().get("/v1/deliveries/" + id).then().statusCode(401);
    as(Role.PLATFORM_ENGINEER).get("/v1/deliveries/" + id).then().statusCode(403);
    as(Role.RISK_OWNER).get("/v1/deliveries").then().statusCode(403);
    Acme.monitor().get("/v1/deliveries/" + id).then().statusCode(403);
  }

  @Test
  void another_organisations_delivery_looks_like_none() {
    String id = deliver(Acme.source(), Alert.bias().posted()).extract().path("deliveryId");

    var foreign = globex(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + id).then().statusCode(404).extract();
    var none = globex(Role.INCIDENT_RESPONDER).get("/v1/deliveries/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .extract();

    assertThat(foreign.asString()).isEqualTo(none.asString());
    assertThat(globex(Role.INCIDENT_RESPONDER).get("/v1/deliveries").then().extract().asString()).doesNotContain(id);
  }
}
