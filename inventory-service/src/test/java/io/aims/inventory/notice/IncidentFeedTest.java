package io.aims.inventory.notice;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "inventory"))
class IncidentFeedTest {
  private static final String TYPE = "aims.incident.model-notice.received.v1";

  @Test
  void what_a_registry_told_is_listed_at_its_system_once() {
    var system = system();
    var told = TestEvents.example(TYPE, TestRealm.ACME, UUID.randomUUID(), 1,
        data -> data.put("systemId", system).put("name", "loan-scorer"));

    TestEvents.send(told);
    TestEvents.send(told);
    TestEvents.send(TestEvents.example(TYPE, TestRealm.ACME, UUID.randomUUID(), 1,
        data -> data.put("systemId", system).put("name", "later").remove("version")));

    await().atMost(30, SECONDS)
        .untilAsserted(() -> notices(TestRealm.ACME, Role.EXTERNAL_AUDITOR, system).statusCode(200)
            .body("items.name.sort()", equalTo(java.util.List.of("later", "loan-scorer"))));
    as(TestRealm.ACME, Role.SYSTEM_OWNER).get("/v1/ai-systems/" + system + "/notices?limit=1")
        .then()
        .statusCode(200)
        .body("items", hasSize(1));
  }

  @Test
  void notices_are_for_their_organisation_and_its_people() {
    var system = system();

    notices(TestRealm.GLOBEX, Role.EXTERNAL_AUDITOR, system).statusCode(404);
    notices(TestRealm.ACME, Role.EMPLOYEE, system).statusCode(403);
    notices(TestRealm.ACME, Role.SYSTEM_OWNER, UUID.randomUUID().toString()).statusCode(404);
    given().get("/v1/ai-systems/" + system + "/notices").then().statusCode(401);
  }

  private static ValidatableResponse notices(UUID organisation, String role, String system) {
    return as(organisation, role).get("/v1/ai-systems/" + system + "/notices").then();
  }

  private static RequestSpecification as(UUID organisation, String role) {
    return given().auth().oauth2(TestRealm.token(organisation, role)).contentType(ContentType.JSON);
  }

  private static String system() {
    return as(TestRealm.ACME, Role.GOVERNANCE_OFFICER)
        .body(
            """
                {"name":"%s","purpose":"scores","intendedUses":[],"prohibitedUses":[],"origin":"IN_HOUSE","organisationRoles":["DEPLOYER"],
                 "autonomyLevel":"ASSISTIVE","oversightMode":"HUMAN_IN_COMMAND","domain":"OTHER","affectedGroups":[],"jurisdictions":[],
                 "personalData":false,"generative":false,"ownerId":"%s"}"""
                .formatted(UUID.randomUUID(), UUID.randomUUID()))
        .post("/v1/ai-systems")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
