package io.aims.risk.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RiskAssessmentResourceTest {
  private static final String DISMISS = "{\"reason\":\"does not apply here\"}";
  private final Organisation organisation = Organisation.fresh();
  private UUID system;
  private String assessment;
  private List<String> suggestions;

  @BeforeEach
  void a_credit_scoring_system_is_registered() {
    system = organisation.creditScoring();
    assessment = organisation.assessmentOf(system);
    suggestions = organisation.get(assessment).extract().path("suggestions.id");
  }

  @Test
  void suggestions_explain_themselves() {
    organisation.get(assessment)
        .statusCode(200)
        .body("reference", equalTo("RAS-0001"))
        .body("systemId", equalTo(system.toString()))
        .body("state", equalTo("OPEN"))
        .body("criteriaRevision", equalTo(1))
        .body("suggestions.rule", contains("FAIR-1", "ROB-1", "SEC-2", "PRIV-1", "TRANS-1", "OVER-2"))
        .body("suggestions[0].theme", equalTo("FAIRNESS"))
        .body("suggestions[0].taxonomy", equalTo("MIT_AI_RISK"))
        .body("suggestions[0].matched.domain", contains("CREDIT"))
        .body("suggestions[0].decision", equalTo("PENDING"));
  }

  @Test
  void an_adopted_suggestion_becomes_a_risk_of_the_system() {
    var owner = organisation.person(Role.RISK_OWNER);

    String risk = decide(0, "adoption", "{\"ownerId\":\"%s\"}".formatted(owner)).statusCode(200)
        .header("ETag", "\"2\"")
        .body("suggestions[0].decision", equalTo("ADOPTED"))
        .extract()
        .path("suggestions[0].riskId");

    organisation.get("/v1/risks/" + risk)
        .statusCode(200)
        .body("systemId", equalTo(system.toString()))
        .body("assessmentId", equalTo(assessment.substring("/v1/risk-assessments/".length())))
        .body("theme", equalTo("FAIRNESS"))
        .body("taxonomyId", equalTo("1.1"))
        .body("ownerId", equalTo(owner.toString()))
        .body("contributors", contains(organisation.person(Role.GOVERNANCE_OFFICER).toString()));
    assertThat(organisation.emitted("aims.risk.risk-assessment.suggestion-decided.v1", 1)).singleElement()
        .extracting(event -> event.path("correlationid"))
        .isEqualTo(organisation.emitted("aims.risk.risk.identified.v1", 1).getFirst().path("correlationid"));
  }

  @Test
  void a_decision_is_conditional_and_final() {
    organisation.as(Role.GOVERNANCE_OFFICER).body(DISMISS).post(path(0, "dismissal")).then().statusCode(428);
    organisation.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"8\"")
        .body(DISMISS)
        .post(path(0, "dismissal"))
        .then()
        .statusCode(412);
    decide(0, "dismissal", "{}").statusCode(422).body("violations.field", contains("reason"));
    decide(0, "adoption", "{}").statusCode(422).body("violations.field", contains("ownerId"));
    decide(0, "dismissal", DISMISS).statusCode(200).body("suggestions[0].decision", equalTo("DISMISSED"));
    decide(0, "adoption", "{\"ownerId\":\"%s\"}".formatted(UUID.randomUUID())).statusCode(409)
        .body("state", equalTo("DISMISSED"));
    organisation.get("/v1/risks?systemId=" + system).body("items", empty());
  }

  @Test
  void it_is_completed_once_all_is_decided() {
    organisation.command(organisation.as(Role.SYSTEM_OWNER), assessment, "/completion", "{}")
        .statusCode(409)
        .body("state", equalTo("OPEN"))
        .body("allowed", contains("adoption", "dismissal"));
    for (var i = 0; i < suggestions.size(); i++) {
      decide(i, "dismissal", DISMISS).statusCode(200);
    }

    organisation.command(organisation.as(Role.SYSTEM_OWNER), assessment, "/completion", "{}")
        .statusCode(200)
        .body("state", equalTo("COMPLETED"));
    organisation.get(assessment + "/history?limit=200")
        .body("items", hasSize(suggestions.size() + 2))
        .body("items.texts.reason", hasItem("does not apply here"));
  }

  @Test
  void what_the_rules_see_now_can_be_asked_at_any_time() {
    organisation.get("/v1/risk-suggestions?systemId=" + system)
        .statusCode(200)
        .body("rulesVersion", equalTo(1))
        .body("items[0].rule", equalTo("FAIR-1"))
        .body("items[0].title", equalTo("Unequal treatment of comparable people"));
    organisation.get("/v1/risk-suggestions?systemId=" + UUID.randomUUID()).statusCode(404);
    organisation.get("/v1/risk-suggestions").statusCode(422);
  }

  @Test
  void without_a_token_or_role_nothing_happens() {
    given().get(assessment).then().statusCode(401);
    organisation.as(Role.EMPLOYEE).get(assessment).then().statusCode(403);
    organisation.command(organisation.as(Role.EXTERNAL_AUDITOR), assessment, "/completion", "{}").statusCode(403);
    organisation.command(organisation.asMachine(Role.SYSTEM_OWNER), assessment, "/completion", "{}").statusCode(403);
  }

  @Test
  void another_organisations_assessment_looks_like_none() {
    var stranger = Organisation.fresh();
    var none = "/v1/risk-assessments/" + UUID.randomUUID();

    for (var path : new String[]{"", "/history"}) {
      assertThat(stranger.get(assessment + path).statusCode(404).extract().asString())
          .isEqualTo(stranger.get(none + path).statusCode(404).extract().asString());
    }
    stranger.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"1\"")
        .body(DISMISS)
        .post(path(0, "dismissal"))
        .then()
        .statusCode(404);
    stranger.get("/v1/risk-suggestions?systemId=" + system).statusCode(404);
    stranger.get("/v1/risk-assessments?systemId=" + system).body("items", empty()).body("nextCursor", nullValue());
  }

  private ValidatableResponse decide(int suggestion, String how, String body) {
    return organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), assessment,
        "/suggestions/" + suggestions.get(suggestion) + "/" + how, body);
  }

  private String path(int suggestion, String how) {
    return assessment + "/suggestions/" + suggestions.get(suggestion) + "/" + how;
  }
}
