package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** The dead letters of all services are one list, and each of them is reached through its service. */
@QuarkusTest
@QuarkusTestResource(World.class)
class DeadLetterTest {

  @Test
  void thoseOfAllServicesAreOneListNewestFirst() {
    try (var risk = Echo.risk()) {
      get("/v1/dead-letters").statusCode(200)
          .body("items.service",
              contains("inventory", "incident", "risk", "risk", "incident", "incident", "inventory"))
          .body("unavailable", empty())
          .body("nextCursor", nullValue());
    }
  }

  @Test
  void itsPagesLeaveNothingOutAndRepeatNothing() {
    try (var risk = Echo.risk()) {
      var ends = new ArrayList<String>();
      var page = get("/v1/dead-letters?limit=2").extract();
      while (page.path("nextCursor") != null) {
        ends.addAll(page.<List<String>>path("items.id"));
        assertThat(page.header("Link")).contains("limit=2").contains("cursor=").endsWith("rel=\"next\"");
        page = get("/v1/dead-letters?limit=2&cursor=" + page.path("nextCursor")).extract();
      }
      ends.addAll(page.<List<String>>path("items.id"));
      assertThat(ends).extracting(id -> id.substring(34)).containsExactly("90", "80", "70", "60", "50", "20", "10");
    }
  }

  @Test
  void whoHasNotTakenInYetWhatTheCallerHasSeenIsNamed() {
    try (var risk = Echo.risk()) {
      given().auth()
          .oauth2(Forge.good())
          .header("Aims-After", "risk")
          .get("/v1/dead-letters")
          .then()
          .statusCode(200)
          .body("unavailable", contains("risk"));
    }
  }

  @Test
  void whoDoesNotAnswerIsNamed() {
    get("/v1/dead-letters").statusCode(200)
        .body("items.service", contains("inventory", "incident", "incident", "incident", "inventory"))
        .body("unavailable", contains("risk"));
  }

  @Test
  void whoRefusesForAReasonOfItsOwnIsNamedAndHidesNobodyElse() {
    get("/v1/dead-letters?feed=busy").statusCode(200)
        .body("items.service", contains("inventory", "inventory"))
        .body("unavailable", contains("risk", "incident"));
  }

  @Test
  void whatServicesRefuseIsRefusedInTheirWords() {
    get("/v1/dead-letters?feed=forbidden").statusCode(403);
  }

  @Test
  void withoutATokenThereIsNoList() {
    given().get("/v1/dead-letters").then().statusCode(401);
  }

  @Test
  void oneIsReadAndRedrivenByItsService() {
    get("/v1/dead-letters/incident/17?a=b").statusCode(200)
        .body("service", equalTo("incident"))
        .body("target", equalTo("/v1/dead-letters/17?a=b"));
    given().auth()
        .oauth2(Forge.good())
        .body("{}")
        .post("/v1/dead-letters/audit/17/redrive")
        .then()
        .statusCode(200)
        .body("service", equalTo("audit"))
        .body("target", equalTo("/v1/dead-letters/17/redrive"));
  }

  @Test
  void withoutTheNameOfAServiceNothingIsFound() {
    get("/v1/dead-letters/17").statusCode(404).contentType("application/problem+json");
    get("/v1/dead-letters/gateway/17").statusCode(404).contentType("application/problem+json");
  }

  private static ValidatableResponse get(String path) {
    return given().auth().oauth2(Forge.good()).get(path).then();
  }
}
