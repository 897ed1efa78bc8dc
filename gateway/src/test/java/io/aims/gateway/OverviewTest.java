package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** The overview shows what arrives in time, and says what does not. */
@QuarkusTest
@QuarkusTestResource(World.class)
class OverviewTest {

  @Test
  void showsASystemAsAllServicesSeeIt() {
    try (var risk = Echo.risk()) {
      overview("360").statusCode(200)
          .body("system.reference", equalTo("AIS-0001"))
          .body("risks.status", equalTo("ok"))
          .body("risks.total", equalTo(3))
          .body("risks.flagged", equalTo(1))
          .body("risks.accepted", equalTo(1))
          .body("risks.more", equalTo(false))
          .body("risks.items.reference", contains("RSK-0001", "RSK-0002", "RSK-0003"))
          .body("riskAssessment.status", equalTo("ok"))
          .body("riskAssessment.state", equalTo("DECIDED"))
          .body("statementOfApplicability.status", equalTo("ok"))
          .body("statementOfApplicability.counts.downgraded", equalTo(1))
          .body("statementOfApplicability.downgraded.control", contains("A.6.2.4"))
          .body("statementOfApplicability.downgraded[0].incidentIds", hasSize(1))
          .body("openIncidents.status", equalTo("ok"))
          .body("openIncidents.total", equalTo(1))
          .body("openNonconformities.status", equalTo("ok"))
          .body("openNonconformities.items.reference", contains("NC-0001"))
          .body("openNonconformities.more", equalTo(true));
    }
  }

  @Test
  void showsTheRestWhenAServiceIsDown() {
    overview("360").statusCode(200)
        .body("system.reference", equalTo("AIS-0001"))
        .body("risks.status", equalTo("unavailable"))
        .body("risks.reason", equalTo("not-answering"))
        .body("riskAssessment.status", equalTo("unavailable"))
        .body("statementOfApplicability.status", equalTo("unavailable"))
        .body("openIncidents.status", equalTo("ok"));
  }

  @Test
  void doesNotWaitForASlowService() {
    try (var risk = Echo.risk()) {
      overview("700").statusCode(200)
          .time(lessThan(4_000L))
          .body("risks.status", equalTo("unavailable"))
          .body("riskAssessment.status", equalTo("unavailable"))
          .body("openIncidents.status", equalTo("ok"));
    }
  }

  @Test
  void saysWhatTheCallerMayNotSee() {
    overview("403").statusCode(200)
        .body("openIncidents.status", equalTo("unavailable"))
        .body("openIncidents.reason", equalTo("forbidden"));
  }

  @Test
  void aPartThatIsOlderThanWhatTheCallerHasSeenIsNotShown() {
    try (var risk = Echo.risk()) {
      given().auth()
          .oauth2(Forge.good())
          .header("Aims-After", "risk")
          .get("/v1/ai-systems/" + Scenery.SYSTEM + "360/overview")
          .then()
          .statusCode(200)
          .body("risks.status", equalTo("unavailable"))
          .body("openIncidents.status", equalTo("ok"));
    }
  }

  @Test
  void saysWhatIsBroken() {
    overview("500").statusCode(200)
        .body("openNonconformities.status", equalTo("unavailable"))
        .body("openNonconformities.reason", equalTo("not-answering"));
  }

  @Test
  void anUnknownSystemIsNotFoundInTheWordsOfItsOwner() {
    overview("404").statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:aims:problem:test"));
  }

  @Test
  void whatIsNoIdIsNotFound() {
    given().auth()
        .oauth2(Forge.good())
        .get("/v1/ai-systems/AIS-0001/overview")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void cannotBeWritten() {
    given().auth()
        .oauth2(Forge.good())
        .body("{}")
        .post("/v1/ai-systems/" + Scenery.SYSTEM + "360/overview")
        .then()
        .statusCode(405)
        .contentType("application/problem+json");
  }

  private static ValidatableResponse overview(String id) {
    return given().auth().oauth2(Forge.good()).get("/v1/ai-systems/" + Scenery.SYSTEM + id + "/overview").then();
  }
}
