package io.aims.risk.controls;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class ControlResourceTest {
  private final Organisation organisation = Organisation.fresh();

  @Test
  void the_catalogue_lists_38_controls_in_the_order_of_the_standard() {
    organisation.get("/v1/controls")
        .statusCode(200)
        .body("items", hasSize(38))
        .body("items[0].id", equalTo("A.2.2"))
        .body("items[37].id", equalTo("A.10.4"))
        .body("nextCursor", nullValue());
  }

  @Test
  void it_is_paged_as_all_lists_are() {
    String cursor = organisation.get("/v1/controls?limit=36")
        .body("items", hasSize(36))
        .header("Link", notNullValue())
        .extract()
        .path("nextCursor");

    organisation.get("/v1/controls?limit=36&cursor=" + cursor).body("items.id", contains("A.10.3", "A.10.4"));
  }

  @Test
  void it_is_for_people_of_the_organisation() {
    given().get("/v1/controls").then().statusCode(401);
    organisation.as(Role.HOOK_SENDER).get("/v1/controls").then().statusCode(403);
  }
}
