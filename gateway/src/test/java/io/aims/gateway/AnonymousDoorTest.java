package io.aims.gateway;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestRealm;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;

/** Who raises a concern without a name leaves none here, whatever their browser sends along. */
@QuarkusTest
@QuarkusTestResource(World.class)
@TestProfile(AnonymousDoorTest.FourPerMinute.class)
class AnonymousDoorTest {
  @Inject
  MeterRegistry meters;

  /** So few that a test can use them up. */
  public static class FourPerMinute implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("aims.gateway.quota.concerns-per-minute", "4");
    }
  }

  private static RequestSpecification talkative() {
    return given().auth()
        .oauth2(TestRealm.token(TestRealm.ACME, "employee"))
        .header("User-Agent", "marker-agent")
        .header("X-Forwarded-For", "203.0.113.77")
        .header("X-Request-Id", "marker-request-id")
        .header("Idempotency-Key", "\"marker-key\"")
        .header("Referer", "http://intranet/marker")
        .header("Accept-Language", "de-marker")
        .header("Cookie", "session=marker")
        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .contentType("application/json")
        .body("{}");
  }

  @Test
  void theServiceLearnsNothingButTheBody() {
    for (var path : List.of("/v1/organisations/initech/concerns", "/v1/concerns/follow-up",
        "/v1/concerns/follow-up/messages")) {
      var told = talkative().post(path).then().statusCode(200).body("service", equalTo("incident"));
      assertThat(told.extract().<Map<String, Object>>path("headers").keySet()).as(path)
          .isSubsetOf("host", "content-type", "content-length");
      assertThat(told.extract().asString()).doesNotContain("marker", "203.0.113.77", "127.0.0.1\"",
          "0af7651916cd43dd8448eb211c80319c");
    }
  }

  @Test
  void logsDoNotShowIt() {
    var lines = new ArrayList<String>();
    var ear = new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger.getLogger("").addHandler(ear);
    try {
      talkative().post("/v1/organisations/umbrella/concerns").then().statusCode(200);
    } finally {
      Logger.getLogger("").removeHandler(ear);
    }

    assertThat(lines).noneMatch(line -> line != null && (line.contains("umbrella") || line.contains("marker")));
  }

  @Test
  void noCounterMovesWithAConcern() {
    var before = requests("datasets");
    talkative().post("/v1/organisations/hooli/concerns").then().statusCode(200);
    talkative().post("/v1/concerns/follow-up").then().statusCode(200);
    for (var path : List.of("/v1/concerns", "/v1/concerns/1/closure")) {
      named().contentType("application/json").body("{}").post(path).then().statusCode(200);
    }
    named().get("/v1/datasets").then().statusCode(200);

    await().atMost(10, SECONDS).until(() -> requests("datasets") > before);
    assertThat(meters.find("aims.gateway.requests").timers())
        .noneMatch(timer -> String.valueOf(timer.getId().getTag("route")).contains("concerns"));
    assertThat(meters.find("http.server.requests").timers()).isEmpty();
  }

  private static RequestSpecification named() {
    return given().auth().oauth2(Forge.good());
  }

  /** A request is counted after its answer has gone out. */
  private long requests(String route) {
    return meters.find("aims.gateway.requests").tag("route", route).timers().stream().mapToLong(Timer::count).sum();
  }

  @Test
  void onlyTheDoorsAreOpen() {
    get("/v1/organisations/acme/concerns").then().statusCode(401);
    get("/v1/concerns/follow-up").then().statusCode(401);
    get("/v1/concerns").then().statusCode(401);
    given().contentType("application/json").body("{}").post("/v1/concerns").then().statusCode(401);
    given().contentType("application/json").body("{}").post("/v1/concerns/mine").then().statusCode(401);
    given().contentType("application/json").body("{}").post("/v1/organisations/acme").then().statusCode(404);
  }

  @Test
  void aBodyOfMoreThan64KibIsTooLarge() {
    given().contentType("application/json")
        .body("x".repeat(65_537))
        .post("/v1/concerns/follow-up")
        .then()
        .statusCode(413);
  }

  @Test
  void anOrganisationTakesInSoManyAMinuteAndAnotherIsNotAffected() {
    for (var i = 0; i < 4; i++) {
      talkative().post("/v1/organisations/flooded/concerns").then().statusCode(200);
    }
    talkative().post("/v1/organisations/flooded/concerns")
        .then()
        .statusCode(429)
        .contentType("application/problem+json");
    talkative().post("/v1/organisations/quiet/concerns").then().statusCode(200);
  }
}
