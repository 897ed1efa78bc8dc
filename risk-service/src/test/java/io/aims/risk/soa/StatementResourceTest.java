package io.aims.risk.soa;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.risk.Bodies;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class StatementResourceTest {
  private static final String STATEMENT = "/v1/statement-of-applicability";
  private static final String BASELINE = "{\"everyLine\":{\"reasons\":[{\"kind\":\"BASELINE\"}],\"implementation\":\"PARTIAL\"}}";
  private static final String EXCLUDE = "{\"applicability\":\"EXCLUDED\",\"exclusionReason\":\"nothing is bought in\"}";
  private final Organisation organisation = Organisation.fresh();

  @Test
  void it_is_drawn_up_once_with_all_38_lines_undecided() {
    organisation.get(STATEMENT).statusCode(404);

    organisation.as(Role.GOVERNANCE_OFFICER).post(STATEMENT).then().statusCode(422);
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body("{}")
        .post(STATEMENT)
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("lines", hasSize(38))
        .body("lines[0].control", equalTo("A.2.2"))
        .body("lines[0].title", equalTo("AI policy"))
        .body("lines[0].live", equalTo("NOT_APPLICABLE"))
        .body("counts.undecided", equalTo(38))
        .body("state", equalTo("DRAFT"));
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body("{}")
        .post(STATEMENT)
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:aims:problem:taken"));
  }

  @Test
  void lines_are_decided_one_by_one() {
    drawUp("{\"reason\":\"first certification\"}");
    var risk = organisation.identifiedRisk(organisation.creditScoring()).substring("/v1/risks/".length());

    decide("A.6.2.4", """
        {"applicability":"APPLICABLE","reasons":[{"kind":"RISK","ref":"%s"},{"kind":"LAW","ref":"EU AI Act Art. 9"}],
         "implementation":"IMPLEMENTED","ownerId":"%s","reason":"workshop"}"""
        .formatted(risk, organisation.person(Role.SYSTEM_OWNER))).statusCode(200)
        .header("ETag", "\"2\"")
        .body("revision", equalTo(2))
        .body("lines.find { it.control == 'A.6.2.4' }.reasons.kind", contains("RISK", "LAW"))
        .body("lines.find { it.control == 'A.6.2.4' }.live", equalTo("OK"));
    decide("A.10.3", EXCLUDE).statusCode(200)
        .body("lines.find { it.control == 'A.10.3' }.exclusionReason", equalTo("nothing is bought in"))
        .body("counts.undecided", equalTo(36));
    organisation.get(STATEMENT + "/history")
        .body("items.type", hasSize(3))
        .body("items[2].texts.exclusionReason", equalTo("nothing is bought in"))
        .body("items[2].data.commitments.exclusionReason.length()", equalTo(64));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "A.6.2.4 | {\"applicability\":\"APPLICABLE\",\"reasons\":[]}                                 | 422 | reasons",
      "A.6.2.4 | {\"applicability\":\"EXCLUDED\"}                                                  | 422 | exclusionReason",
      "A.6.2.4 | {\"applicability\":\"UNDECIDED\"}                                                 | 422 | applicability",
      "A.6.2.4 | {\"reasons\":[{\"kind\":\"LAW\"}]}                                                | 422 | applicability",
      "A.6.2.4 | {\"applicability\":\"APPLICABLE\",\"reasons\":[{\"ref\":\"x\"}]}                  | 422 | reasons[0].kind",
      "A.6.2.4 | {\"applicability\":\"APPLICABLE\",\"reasons\":[{\"kind\":\"RISK\",\"ref\":\"x\"}]} | 422 | reasons.ref",
      "A.99.9  | {\"applicability\":\"APPLICABLE\",\"reasons\":[{\"kind\":\"LAW\"}]}               | 404 | ''",
      "A.6.2.4 | {\"applicability\":\"MAYBE\"}                                                     | 400 | ''"})
  void a_decision_that_is_not_one_is_refused(String control, String body, int status, String field) {
    drawUp("{}");

    var refused = decide(control, body).statusCode(status).contentType("application/problem+json");

    if (!field.isEmpty()) {
      refused.body("violations.field", hasItem(field));
    }
    organisation.get(STATEMENT).header("ETag", "\"1\"");
  }

  @Test
  void a_reason_cannot_refer_to_another_organisations_risk() {
    var other = Organisation.fresh();
    var foreign = other.identifiedRisk(other.creditScoring()).substring("/v1/risks/".length());
    drawUp("{}");

    var answers = new String[]{foreign, UUID.randomUUID().toString()};
    for (var i = 0; i < 2; i++) {
      answers[i] = decide("A.6.2.4", """
          {"applicability":"APPLICABLE","reasons":[{"kind":"RISK","ref":"%s"}]}""".formatted(answers[i]))
          .statusCode(422)
          .body("type", equalTo("urn:aims:problem:unknown-reference"))
          .extract()
          .asString();
    }
    assertThat(answers[0]).isEqualTo(answers[1]);
  }

  @Test
  void somebody_else_approves_and_what_was_approved_stays_as_it_was() {
    drawUp(BASELINE);

    approve(organisation.as(Role.GOVERNANCE_OFFICER), 1).statusCode(403)
        .body("type", equalTo("urn:aims:problem:four-eyes"));
    approve(organisation.as(Role.RISK_OWNER), 2).statusCode(412);
    approve(organisation.as(Role.RISK_OWNER), 1).statusCode(200)
        .body("state", equalTo("APPROVED"))
        .body("approval.approvedBy", equalTo(organisation.person(Role.RISK_OWNER).toString()));
    decide("A.10.3", EXCLUDE).body("state", equalTo("COMPLETE")).body("approval", nullValue());
    approve(organisation.asAnother(Role.GOVERNANCE_OFFICER), 2).statusCode(200);

    organisation.get(STATEMENT + "/versions").body("items.revision", contains(2, 1));
    organisation.get(STATEMENT + "/versions/1")
        .statusCode(200)
        .body("lines", hasSize(38))
        .body("lines.find { it.control == 'A.10.3' }.applicability", equalTo("APPLICABLE"));
    organisation.get(STATEMENT + "/versions/2")
        .body("lines.find { it.control == 'A.10.3' }.applicability", equalTo("EXCLUDED"));
    organisation.get(STATEMENT + "/versions/3").statusCode(404);
  }

  @Test
  void a_statement_with_undecided_lines_is_not_approved() {
    drawUp("{}");

    approve(organisation.as(Role.RISK_OWNER), 1).statusCode(409)
        .body("state", equalTo("DRAFT"))
        .body("allowed", contains("lines"));
  }

  @Test
  void commands_are_conditional() {
    drawUp(BASELINE);

    organisation.as(Role.GOVERNANCE_OFFICER).body(EXCLUDE).put(STATEMENT + "/lines/A.10.3").then().statusCode(428);
    organisation.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"7\"")
        .body(EXCLUDE)
        .put(STATEMENT + "/lines/A.10.3")
        .then()
        .statusCode(412);
    organisation.as(Role.RISK_OWNER).body(Bodies.accept(1)).post(STATEMENT + "/approval").then().statusCode(428);
  }

  @Test
  void lines_can_be_asked_for_by_their_live_status() {
    drawUp(BASELINE);

    organisation.get(STATEMENT + "?live=ok").body("lines", hasSize(38)).body("counts.applicable", equalTo(38));
    organisation.get(STATEMENT + "?live=downgraded").body("lines", empty()).body("counts.applicable", equalTo(38));
    organisation.get(STATEMENT + "?live=bogus").statusCode(400).contentType("application/problem+json");
  }

  @Test
  void without_a_token_or_role_nothing_happens() {
    given().get(STATEMENT).then().statusCode(401);
    organisation.as(Role.EMPLOYEE).get(STATEMENT).then().statusCode(403);
    organisation.as(Role.SYSTEM_OWNER).body("{}").post(STATEMENT).then().statusCode(403);
    organisation.asMachine(Role.GOVERNANCE_OFFICER).body("{}").post(STATEMENT).then().statusCode(403);
    drawUp(BASELINE);
    organisation.as(Role.RISK_OWNER)
        .header("If-Match", "\"1\"")
        .body(EXCLUDE)
        .put(STATEMENT + "/lines/A.10.3")
        .then()
        .statusCode(403);
    approve(organisation.as(Role.SYSTEM_OWNER), 1).statusCode(403);
  }

  @Test
  void each_organisation_has_a_statement_of_its_own() {
    drawUp(BASELINE);
    approve(organisation.as(Role.RISK_OWNER), 1).statusCode(200);
    var other = Organisation.fresh();

    other.get(STATEMENT).statusCode(404);
    other.get(STATEMENT + "/history").statusCode(404);
    other.get(STATEMENT + "/versions").statusCode(200).body("items", empty());
    other.get(STATEMENT + "/versions/1").statusCode(404);
    other.as(Role.GOVERNANCE_OFFICER).body("{}").post(STATEMENT).then().statusCode(201);
  }

  private void drawUp(String body) {
    organisation.as(Role.GOVERNANCE_OFFICER).body(body).post(STATEMENT).then().statusCode(201);
  }

  private ValidatableResponse decide(String control, String body) {
    return organisation.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", organisation.etag(STATEMENT))
        .body(body)
        .put(STATEMENT + "/lines/" + control)
        .then();
  }

  private ValidatableResponse approve(RequestSpecification caller, int revision) {
    return organisation.command(caller, STATEMENT, "/approval", Bodies.accept(revision));
  }
}
