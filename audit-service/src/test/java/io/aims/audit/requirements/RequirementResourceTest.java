package io.aims.audit.requirements;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class RequirementResourceTest {

  @Test
  void the_catalogue_is_read_page_by_page() {
    var first = as(TestRealm.ACME, Role.EMPLOYEE).get("/v1/requirements")
        .then()
        .statusCode(200)
        .body("items", hasSize(50))
        .body("items[0].id", equalTo("4.1"))
        .body("items[0].group.title", equalTo("Context of the organization"));

    as(TestRealm.ACME, Role.EMPLOYEE).queryParam("cursor", (String) first.extract().path("nextCursor"))
        .get("/v1/requirements")
        .then()
        .body("items", hasSize(20))
        .body("items[19].id", equalTo("A.10.4"))
        .body("nextCursor", nullValue());
  }

  @Test
  void controls_are_shown_apart() {
    as(TestRealm.ACME, Role.INTERNAL_AUDITOR).get("/v1/requirements?kind=CONTROL")
        .then()
        .statusCode(200)
        .body("items", hasSize(38))
        .body("items[0].id", equalTo("A.2.2"))
        .body("nextCursor", nullValue());
  }

  @Test
  void only_people_of_an_organisation_read_it() {
    given().get("/v1/requirements").then().statusCode(401);
    as(TestRealm.ACME, Role.HOOK_SENDER).get("/v1/requirements").then().statusCode(403);
  }
}
