package io.aims.risk.criteria;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RiskCriteriaResourceTest {
  private static final String CRITERIA = "/v1/risk-criteria";
  private static final String ROW = "[\"LOW\",\"LOW\",\"MODERATE\",\"HIGH\",\"VERY_HIGH\"]";
  private static final String OWN = """
      {"likelihood":["a","b","c","d","e"],"consequence":["f","g","h","i","j"],
       "matrix":[%1$s,%1$s,%1$s,%1$s,%1$s],"appetite":"LOW","acceptanceMonths":6,"reason":"board decision"}"""
      .formatted(ROW);
  private final Organisation organisation = Organisation.fresh();

  @Test
  void an_organisation_starts_with_the_usual_criteria_when_its_first_system_is_registered() {
    organisation.get(CRITERIA).statusCode(404);

    organisation.creditScoring();

    organisation.get(CRITERIA)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("revision", equalTo(1))
        .body("appetite", equalTo("MODERATE"))
        .body("matrix", hasSize(5));
    assertThat(organisation.emitted("aims.risk.risk-criteria.adopted.v1", 1)).singleElement()
        .satisfies(e -> assertThat(e.path("actor").asText()).isEqualTo("service:risk-service"));
  }

  @Test
  void an_organisation_can_begin_with_its_own() {
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body(OWN)
        .post(CRITERIA)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("likelihood", contains("a", "b", "c", "d", "e"));
  }

  @Test
  void the_next_revision_replaces_the_one_that_its_author_has_seen() {
    organisation.as(Role.GOVERNANCE_OFFICER).body(OWN).post(CRITERIA).then().statusCode(200);

    organisation.as(Role.GOVERNANCE_OFFICER).body(OWN).post(CRITERIA).then().statusCode(428);
    organisation.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"9\"")
        .body(OWN)
        .post(CRITERIA)
        .then()
        .statusCode(412);
    organisation
        .command(organisation.as(Role.GOVERNANCE_OFFICER), CRITERIA, "",
            OWN.replace("\"LOW\",\"accept", "\"HIGH\",\"accept"))
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("appetite", equalTo("HIGH"));
    organisation.get(CRITERIA + "/history")
        .body("items.data.revision", contains(1, 2))
        .body("items.texts.reason", hasItem("board decision"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"a\",\"b\"   | \"a\",\"a\"       | 422 | likelihood",
      "[\"LOW\",\"LOW\",\"MODERATE\"    | [\"HIGH\",\"LOW\",\"MODERATE\" | 422 | matrix[0][1]",
      "\"acceptanceMonths\":6 | \"acceptanceMonths\":0 | 422 | acceptanceMonths",
      "\"board decision\"     | \" \"                  | 422 | reason"})
  void incoherent_criteria_are_refused_with_the_place(String from, String to, int status, String field) {
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body(OWN.replace(from, to))
        .post(CRITERIA)
        .then()
        .statusCode(status)
        .body("violations.field", hasItem(field));
    organisation.get(CRITERIA).statusCode(404);
  }

  @Test
  void only_people_in_the_role_adopt() {
    given().get(CRITERIA).then().statusCode(401);
    organisation.as(Role.EMPLOYEE).get(CRITERIA).then().statusCode(403);
    organisation.as(Role.RISK_OWNER).body(OWN).post(CRITERIA).then().statusCode(403);
    organisation.asMachine(Role.GOVERNANCE_OFFICER).body(OWN).post(CRITERIA).then().statusCode(403);
  }

  @Test
  void another_organisation_does_not_see_them() {
    organisation.as(Role.GOVERNANCE_OFFICER).body(OWN).post(CRITERIA).then().statusCode(200);

    Organisation.fresh().get(CRITERIA).statusCode(404);
    Organisation.fresh().get(CRITERIA + "/history").statusCode(404);
  }
}
