package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URL;
import java.util.UUID;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;

/** A sender of CloudEvents may ask a hook whether it is expected; nothing else may be asked by OPTIONS. */
@QuarkusTest
@QuarkusTestResource(World.class)
class HookQuestionTest {
  private static final String ORIGIN = "WebHook-Request-Origin";
  private final String hook = "/v1/hooks/" + UUID.randomUUID();
  @ConfigProperty(name = "aims.incident.url")
  String incident;
  @TestHTTPResource
  URL gateway;

  @ParameterizedTest
  @ValueSource(strings = {"", "?access_token=x&p=q"})
  void whoNamesItsOriginReachesTheHook(String query) {
    given().header(ORIGIN, "eventgrid.azure.net")
        .header("WebHook-Request-Rate", "120")
        .options(hook + query)
        .then()
        .statusCode(200)
        .body("service", equalTo("incident"))
        .body("method", equalTo("OPTIONS"))
        .body("target", equalTo(hook + query))
        .body("headers.webhook-request-origin", contains("eventgrid.azure.net"))
        .body("headers.webhook-request-rate", contains("120"));
  }

  @Test
  void whoNamesNoneIsRefusedAsEverywhere() {
    var before = reached();

    refused(given().options(hook));
    refused(given().header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", ORIGIN)
        .options(hook));

    assertThat(reached()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/hooks", "/v1/hooks/", "/v1/hooks/a/b", "/v1/hooks/a/", "/v1/hooks/..", "/v1/hooks/a.b",
      "/v1//hooks/a", "//v1/hooks/a", "/v1/hooks/%61", "/V1/hooks/a", "http://a/v1/hooks/a", "/v1/hook-sources",
      "/v1/hook-sources/a", "/v1/models", "/v1/models/v1/hooks/a", "/", "/q/health",
      "/v1/organisations/a/concerns", "/v2/hooks/a"})
  void nothingElseIsAskedLikeThat(String path) throws IOException {
    var before = reached();

    var answer = Wire.send(gateway,
        "OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\n" + ORIGIN + ": eventgrid.azure.net\r\n\r\n");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.text()).contains("allow: GET, HEAD, POST, PUT, PATCH, DELETE");
    assertThat(reached()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT"})
  void norIsAnotherMethodOpenedByIt(String method) {
    refused(given().header(ORIGIN, "eventgrid.azure.net").request(method, hook));
  }

  /** What a page of another origin would have to be told is told to nobody. */
  @Test
  void theAnswerIsNoneToABrowser() {
    given().header(ORIGIN, "eventgrid.azure.net")
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options(hook)
        .then()
        .statusCode(200)
        .headers("Access-Control-Allow-Origin", equalTo(null))
        .headers("Access-Control-Allow-Methods", equalTo(null));
  }

  /** Event Grid may bring the token of its cloud; one that says it is the realm's has to be. */
  @Test
  void tokensAreLookedAtAsWithDeliveries() {
    given().header(ORIGIN, "eventgrid.azure.net")
        .auth()
        .oauth2("e30.e30.x")
        .options(hook)
        .then()
        .statusCode(200)
        .body("headers.authorization", contains("Bearer e30.e30.x"));
    given().header(ORIGIN, "eventgrid.azure.net")
        .auth()
        .oauth2(TestRealm.token(TestRealm.ACME, "platform-engineer") + "x")
        .options(hook)
        .then()
        .statusCode(401);
  }

  /** The service sees a question without its origin, which is none to it. */
  @Test
  void whatIsNamedByConnectionStaysHere() {
    given().header(ORIGIN, "eventgrid.azure.net")
        .header("Connection", ORIGIN)
        .options(hook)
        .then()
        .body("headers", not(hasKey("webhook-request-origin")));
  }

  private static void refused(Response answer) {
    answer.then()
        .statusCode(405)
        .contentType("application/problem+json")
        .header("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
  }

  private int reached() {
    return RestAssured.get(incident + "/seen").jsonPath().getInt("requests");
  }
}
