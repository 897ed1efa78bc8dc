package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.net.URL;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** A gateway that has never seen its realm lives, is not ready, and neither trusts nor blames any token. */
@QuarkusTest
@QuarkusTestResource(World.class)
@TestProfile(RealmAwayTest.NoRealm.class)
class RealmAwayTest {
  @TestHTTPResource(value = "/", management = true)
  URL management;

  /** Nothing listens there. */
  public static class NoRealm implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/aims", "quarkus.oidc.connection-delay",
          "0S");
    }
  }

  @Test
  void livesButIsNotReady() {
    given().get(management + "health/live").then().statusCode(200);
    given().get(management + "health/ready").then().statusCode(503);
  }

  @Test
  void aTokenCannotBeJudged() {
    given().auth()
        .oauth2(Forge.good())
        .get("/v1/models")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "2")
        .body("type", equalTo("urn:aims:problem:not-ready"));
  }

  @Test
  void noTokenIsStillNoToken() {
    given().get("/v1/models").then().statusCode(401);
  }
}
