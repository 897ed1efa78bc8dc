package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** A client that has used up its quota waits; nobody else does. */
@QuarkusTest
@QuarkusTestResource(World.class)
@TestProfile(QuotaTest.ThreeAtOnce.class)
class QuotaTest {

  /** Two replicas, so that this one grants three requests at once. */
  public static class ThreeAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("aims.gateway.quota.per-second", "2", "aims.gateway.quota.burst", "6",
          "aims.gateway.quota.replicas", "2");
    }
  }

  @Test
  void theFourthRequestAtOnceIsTooMany() {
    var token = TestRealm.machine(TestRealm.ACME, "too-many", "gate-reader");
    for (var left = 2; left >= 0; left--) {
      get(token, "/v1/clearances").then()
          .statusCode(200)
          .header("RateLimit-Policy", "\"client\";q=1;w=1")
          .header("RateLimit", "\"client\";r=" + left + ";t=0");
    }
    get(token, "/v1/clearances").then()
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", "1")
        .header("RateLimit", "\"client\";r=0;t=1")
        .body("type", equalTo("urn:aims:problem:http-429"));
  }

  @Test
  void anotherPathTokenOrAddressDoesNotHelp() {
    for (var i = 0; i < 3; i++) {
      get(TestRealm.machine(TestRealm.ACME, "rotating", "gate-reader"), "/v1/clearances").then().statusCode(200);
    }
    given().auth()
        .oauth2(TestRealm.machine(TestRealm.ACME, "rotating", "gate-reader"))
        .header("X-Forwarded-For", "6.6.6.6")
        .get("/v1/models")
        .then()
        .statusCode(429);
  }

  @Test
  void theSameClientOfAnotherOrganisationIsNotAffected() {
    var acme = TestRealm.token(TestRealm.ACME, UUID.randomUUID(), "employee");
    var globex = TestRealm.token(TestRealm.GLOBEX, UUID.randomUUID(), "employee");
    for (var i = 0; i < 4; i++) {
      get(acme, "/v1/models");
    }
    get(acme, "/v1/models").then().statusCode(429);
    get(globex, "/v1/models").then().statusCode(200);
  }

  private static Response get(String token, String path) {
    return given().auth().oauth2(token).get(path);
  }
}
