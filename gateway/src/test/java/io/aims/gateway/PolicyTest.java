package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

/** Keycloak decides who may issue evidence packs, and is asked about nothing else. */
@QuarkusTest
@QuarkusTestResource(World.class)
class PolicyTest {

  @ParameterizedTest
  @ValueSource(strings = {"governance-officer", "internal-auditor"})
  void whoKeycloakGrantsItIssuesAPack(String role) throws Exception {
    var before = FakeKeycloak.count("decisions");
    caller(role).body("{}").post("/v1/evidence-packs").then().statusCode(200).body("bytes", equalTo(2));
    assertThat(FakeKeycloak.count("decisions")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"external-auditor", "risk-owner", "employee"})
  void whoKeycloakDoesNotGrantItIsForbidden(String role) throws Exception {
    var before = FakeKeycloak.count("decisions");
    caller(role).body("{}")
        .post("/v1/evidence-packs")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", nullValue())
        .body("type", equalTo("urn:aims:problem:forbidden"));
    assertThat(FakeKeycloak.count("decisions")).isEqualTo(before + 1);
  }

  @Test
  void nobodyIsUnauthorized() {
    given().body("{}").post("/v1/evidence-packs").then().statusCode(401).contentType("application/problem+json");
    given().get("/v1/evidence-packs").then().statusCode(401).contentType("application/problem+json");
  }

  @Test
  void keycloakIsAskedAboutNothingElse() throws Exception {
    var before = FakeKeycloak.count("decisions");
    caller("external-auditor").get("/v1/evidence-packs").then().statusCode(200);
    caller("external-auditor").get("/v1/evidence-packs/1").then().statusCode(200);
    caller("employee").body("{}").post("/v1/concerns").then().statusCode(200);
    assertThat(FakeKeycloak.count("decisions")).isEqualTo(before);
  }

  private static RequestSpecification caller(String role) {
    return given().auth().oauth2(TestRealm.token(TestRealm.ACME, role));
  }
}
