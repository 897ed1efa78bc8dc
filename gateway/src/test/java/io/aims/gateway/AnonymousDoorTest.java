package io.aims.gateway;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestRealm;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
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
  private static final Logger LOG = Logger.getLogger(AnonymousDoorTest.class);
  /** Figures that move by themselves, whoever asks for what. */
  private static final List<String> MACHINE = List.of("jvm.", "netty.", "process.", "system.");
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
    var before = requests("datasets");
    try (var ear = Ear.open()) {
      talkative().post("/v1/organisations/umbrella/concerns").then().statusCode(200);
      talkative().post("/v1/organisations/umbrella/concerns?do=drop").then().statusCode(502);
      talkative().body("x".repeat(65_537)).post("/v1/organisations/umbrella/concerns").then().statusCode(413);
      named().header("X-Request-Id", "control-request-id").get("/v1/datasets?do=drop").then().statusCode(502);
      await().atMost(30, SECONDS).until(() -> requests("datasets") > before);
      MDC.put("control", "control-context");
      LOG.errorf(new IllegalStateException("control-cause"), "Heard is %s", "control-parameter");
      MDC.remove("control");

      assertThat(ear.lines()).noneMatch(line -> line.contains("umbrella") || line.contains("marker")
          || line.contains("203.0.113.77") || line.contains("0af7651916cd43dd8448eb211c80319c"));
      assertThat(ear.lines()).as("positive control: what the service breaks off is logged")
          .filteredOn(line -> line.contains("answered 502"))
          .hasSize(2);
      assertThat(ear.lines()).as("positive control: parameters, causes and contexts are heard")
          .anyMatch(line -> line.contains("Heard is control-parameter") && line.contains("control-cause")
              && line.contains("control-context"));
    }
  }

  @Test
  void noCounterMovesWithAConcern() {
    named().get("/v1/datasets").then().statusCode(200);
    await().atMost(30, SECONDS).until(() -> requests("datasets") > 0);
    var before = requests("datasets");
    var figures = figures();
    talkative().post("/v1/organisations/hooli/concerns").then().statusCode(200);
    talkative().post("/v1/organisations/hooli/concerns?do=drop").then().statusCode(502);
    talkative().post("/v1/concerns/follow-up").then().statusCode(200);
    for (var path : List.of("/v1/concerns", "/v1/concerns/1/closure")) {
      named().contentType("application/json").body("{}").post(path).then().statusCode(200);
    }
    named().get("/v1/datasets").then().statusCode(200);

    await().atMost(30, SECONDS).until(() -> requests("datasets") > before);
    var moved = figures();
    moved.entrySet().removeIf(figure -> figure.getValue().equals(figures.get(figure.getKey())));
    assertThat(moved.keySet()).as("positive control").isNotEmpty();
    assertThat(moved.keySet()).allMatch(figure -> figure.contains("tag(route=datasets)"));
    assertThat(meters.find("aims.gateway.requests").timers())
        .noneMatch(timer -> String.valueOf(timer.getId().getTag("route")).contains("concerns"));
    assertThat(meters.find("http.server.requests").timers()).isEmpty();
  }

  /** Every figure that is no greatest one, which fades by itself, but those of the machine. */
  private Map<String, Double> figures() {
    var figures = new TreeMap<String, Double>();
    for (var meter : meters.getMeters()) {
      if (MACHINE.stream().noneMatch(meter.getId().getName()::startsWith)) {
        meter.measure().forEach(figure -> {
          if (figure.getStatistic() != Statistic.MAX) {
            figures.put(meter.getId() + " " + figure.getStatistic(), figure.getValue());
          }
        });
      }
    }
    return figures;
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
