package io.aims.gateway;

import static io.restassured.RestAssured.given;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;

/** Who asks for concerns without a name is bounded, and closes nobody's door by it. */
@QuarkusTest
@QuarkusTestResource(World.class)
@TestProfile(FollowUpQuotaTest.TwoPerMinute.class)
class FollowUpQuotaTest {

  /** So few that a test can use them up. */
  public static class TwoPerMinute implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("aims.gateway.quota.follow-ups-per-minute", "2");
    }
  }

  private static ValidatableResponse post(String path) {
    return given().contentType("application/json").body("{}").post(path).then();
  }

  @Test
  void followUpsAreBoundedAndTheDoorStaysOpen() {
    post("/v1/concerns/follow-up").statusCode(200);
    post("/v1/concerns/follow-up").statusCode(200);

    post("/v1/concerns/follow-up/messages").statusCode(429).contentType("application/problem+json");
    post("/v1/organisations/acme/concerns").statusCode(200);
  }
}
