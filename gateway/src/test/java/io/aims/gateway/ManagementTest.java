package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.net.URL;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** Health and metrics are on a port of their own, and do not depend on the services. */
@QuarkusTest
@QuarkusTestResource(World.class)
class ManagementTest {
  @TestHTTPResource(value = "/", management = true)
  URL management;

  @Test
  void isAliveAndReadyWhileAServiceIsDown() {
    given().get(management + "health/live").then().statusCode(200).body("status", equalTo("UP"));
    given().get(management + "health/ready")
        .then()
        .statusCode(200)
        .body("checks.name.toString()", containsString("realm keys loaded"));
  }

  @Test
  void measuresEachRouteUnderItsOwnName() {
    given().auth().oauth2(Forge.good()).get("/v1/datasets/0190-some-id").then().statusCode(200);
    given().get("/v1/somewhere").then().statusCode(404);
    given().get(management + "metrics")
        .then()
        .statusCode(200)
        .body(containsString(
            "aims_gateway_requests_seconds_count{method=\"GET\",route=\"datasets\",status=\"200\"}"))
        .body(containsString("aims_gateway_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"}"));
  }
}
