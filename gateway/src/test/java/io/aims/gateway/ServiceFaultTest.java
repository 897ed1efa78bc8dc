package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.URL;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** A service that fails becomes a problem that says whether trying again helps; the others are not affected. */
@QuarkusTest
@QuarkusTestResource(World.class)
class ServiceFaultTest {
  @TestHTTPResource
  URL gateway;

  @Test
  void aServiceThatIsDownIsNotReadyAndItsNeighboursAre() {
    problem(caller().get("/v1/risks").then(), 503, "not-ready");
    problem(caller().body("{}").post("/v1/risks").then(), 503, "not-ready");
    caller().get("/v1/models").then().statusCode(200);
  }

  @Test
  void aServiceThatComesBackIsReachedAtOnce() {
    problem(caller().get("/v1/risks").then(), 503, "not-ready");
    try (var risk = Echo.risk()) {
      caller().get("/v1/risks").then().statusCode(200).body("service", equalTo("risk"));
    }
    problem(caller().get("/v1/risks").then(), 503, "not-ready");
  }

  @Test
  void aServiceThatDoesNotAnswerRunsOutOfTime() {
    problem(caller().get("/v1/models?do=hang").then(), 504, "http-504");
    problem(caller().body("{}").post("/v1/models?do=hang").then(), 504, "http-504");
  }

  @Test
  void aServiceThatHangsUpIsABadGateway() {
    problem(caller().get("/v1/models?do=drop").then(), 502, "http-502");
  }

  @Test
  void anAnswerThatBreaksOffIsSeenToBreakOff() throws IOException {
    var answer = Wire.send(gateway,
        "GET /v1/models?do=cut HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Forge.good() + "\r\n\r\n");
    assertThat(answer.text()).contains("content-length: 1000");
    assertThat(answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4)).hasSizeLessThanOrEqualTo(100);
    assertThat(answer.closed()).isTrue();
    caller().get("/v1/models").then().statusCode(200);
  }

  private static RequestSpecification caller() {
    return given().auth().oauth2(Forge.good());
  }

  private static void problem(ValidatableResponse answer, int status, String type) {
    answer.statusCode(status)
        .contentType("application/problem+json")
        .header("Retry-After", "2")
        .body("type", equalTo("urn:aims:problem:" + type))
        .body("status", equalTo(status));
  }
}
