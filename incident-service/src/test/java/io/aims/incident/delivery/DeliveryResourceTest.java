package io.aims.incident.delivery;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.globex;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

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
