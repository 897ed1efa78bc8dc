package io.aims.risk.risk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.risk.Bodies;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RiskResourceTest {
  private final Organisation organisation = Organisation.fresh();

  @Test
  void a_risk_is_scored_treated_and_accepted_by_its_owner() {
    var risk = organisation.treatedRisk(organisation.creditScoring());

    organisation.accept(risk)
        .statusCode(200)
        .header("ETag", "\"4\"")
        .body("state", equalTo("ACCEPTED"))
        .body("acceptance.revision", equalTo(3))
        .body("acceptance.level", equalTo("MODERATE"))
        .body("acceptance.acceptedBy", equalTo(organisation.person(Role.RISK_OWNER).toString()))
        .body("acceptance.expiresOn", notNullValue());
    organisation.get(risk + "/history")
        .body("items.type", contains("aims.risk.risk.identified.v1", "aims.risk.risk.scored.v1",
            "aims.risk.risk.treatment-planned.v1", "aims.risk.risk.accepted.v1"))
        .body("items[2].texts.'actions[0].description'", equalTo("Reweigh the training data"));
    assertThat(organisation.emitted("aims.risk.risk.accepted.v1", 1)).singleElement()
        .satisfies(event -> assertThat(EventContract.violations(event)).isEmpty());
  }

  @Test
  void its_prose_does_not_leave_the_service() {
    organisation.treatedRisk(organisation.creditScoring());

    assertThat(organisation.emitted("aims.risk.risk.identified.v1", 1)).singleElement().satisfies(event -> {
      assertThat(event.toString()).doesNotContain("Unequal", "inequality", "refused");
      assertThat(event.at("/data/commitments/title").asText()).hasSize(64);
    });
  }

  @Test
  void a_risk_can_be_one_of_the_whole_organisation() {
    organisation.as(Role.RISK_OWNER)
        .body("""
            {"theme":"MISUSE","title":"Shadow use","cause":"No rules","consequence":"Secrets leak","ownerId":"%s"}"""
            .formatted(UUID.randomUUID()))
        .post("/v1/risks")
        .then()
        .statusCode(201)
        .body("reference", equalTo("RSK-0001"))
        .body("systemId", nullValue())
        .body("state", equalTo("ASSESSING"));
  }

  @Test
  void only_the_owner_accepts_and_never_an_author() {
    var risk = organisation.treatedRisk(organisation.creditScoring());

    organisation.command(organisation.asAnother(Role.RISK_OWNER), risk, "/acceptance", Bodies.accept(3))
        .statusCode(403)
        .body("type", equalTo("urn:aims:problem:forbidden"));
    organisation.command(organisation.as(Role.SYSTEM_OWNER), risk, "/acceptance", Bodies.accept(3)).statusCode(403);
    organisation.command(organisation.asMachine(Role.RISK_OWNER), risk, "/acceptance", Bodies.accept(3))
        .statusCode(403);
    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/scores", Bodies.score("CURRENT", 3, 3))
        .statusCode(200);
    organisation.accept(risk).statusCode(403).body("type", equalTo("urn:aims:problem:four-eyes"));
  }

  @Test
  void an_owner_without_the_role_does_not_accept() {
    String risk = organisation.as(Role.GOVERNANCE_OFFICER)
        .body(Bodies.risk(organisation.creditScoring(), organisation.person(Role.SYSTEM_OWNER)))
        .post("/v1/risks")
        .then()
        .extract()
        .path("id");

    organisation.command(organisation.as(Role.SYSTEM_OWNER), "/v1/risks/" + risk, "/acceptance", Bodies.accept(1))
        .statusCode(403)
        .body("type", equalTo("urn:aims:problem:forbidden"));
  }

  @Test
  void an_acceptance_is_bound_to_the_revision_that_the_owner_has_read() {
    var risk = organisation.treatedRisk(organisation.creditScoring());

    organisation.as(Role.RISK_OWNER).body(Bodies.accept(3)).post(risk + "/acceptance").then().statusCode(428);
    organisation.as(Role.RISK_OWNER)
        .header("If-Match", "\"2\"")
        .body(Bodies.accept(3))
        .post(risk + "/acceptance")
        .then()
        .statusCode(412);
    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/acceptance", Bodies.accept(2)).statusCode(412);
    organisation.get(risk).body("acceptance", nullValue());
  }

  @Test
  void a_risk_that_is_not_scored_and_treated_cannot_be_accepted() {
    var risk = organisation.identifiedRisk(organisation.creditScoring());

    organisation.accept(risk)
        .statusCode(409)
        .body("state", equalTo("ASSESSING"))
        .body("allowed", contains("owner", "scores", "treatment"));
  }

  @Test
  void above_the_appetite_only_an_exception_is_accepted() {
    var risk = organisation.treatedRisk(organisation.creditScoring());
    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/scores", Bodies.score("RESIDUAL", 4, 4))
        .body("scores.residual.level", equalTo("HIGH"));

    organisation.accept(risk).statusCode(422).body("violations.field", contains("beyondAppetite"));
    organisation
        .command(organisation.as(Role.RISK_OWNER), risk, "/acceptance",
            "{\"revision\":4,\"beyondAppetite\":true,\"reason\":\"until the new model is live\"}")
        .statusCode(200)
        .body("acceptance.beyondAppetite", equalTo(true));
  }

  @Test
  void a_later_score_voids_the_acceptance() {
    var risk = organisation.treatedRisk(organisation.creditScoring());
    organisation.accept(risk).statusCode(200);

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/scores", Bodies.score("INHERENT", 5, 5))
        .statusCode(200)
        .body("acceptance", nullValue())
        .body("state", equalTo("AWAITING_ACCEPTANCE"))
        .body("revision", equalTo(4))
        .body("contributors", hasSize(1));
  }

  @Test
  void an_owner_who_scored_the_risk_hands_it_over_to_one_who_accepts_it() {
    var risk = organisation.treatedRisk(organisation.creditScoring());
    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/scores", Bodies.score("RESIDUAL", 1, 4))
        .statusCode(200);
    organisation.accept(risk).statusCode(403).body("type", equalTo("urn:aims:problem:four-eyes"));
    var next = UUID.randomUUID();

    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/owner", Bodies.handOver(next))
        .statusCode(200)
        .header("ETag", "\"5\"")
        .body("ownerId", equalTo(next.toString()))
        .body("revision", equalTo(4))
        .body("state", equalTo("AWAITING_ACCEPTANCE"));

    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/acceptance", Bodies.accept(4)).statusCode(403);
    organisation.command(organisation.as(next, Role.RISK_OWNER), risk, "/acceptance", Bodies.accept(4))
        .statusCode(200)
        .body("acceptance.acceptedBy", equalTo(next.toString()));
    organisation.get(risk + "/history")
        .body("items.type", hasItem("aims.risk.risk.handed-over.v1"))
        .body("items.find { it.type.contains('handed') }.actor",
            equalTo(organisation.person(Role.RISK_OWNER).toString()));
    assertThat(organisation.emitted("aims.risk.risk.handed-over.v1", 1)).singleElement().satisfies(event -> {
      assertThat(EventContract.violations(event)).isEmpty();
      assertThat(event.at("/data/acceptanceVoided").booleanValue()).isFalse();
    });
  }

  @Test
  void a_hand_over_voids_what_the_former_owner_accepted() {
    var risk = organisation.treatedRisk(organisation.creditScoring());
    organisation.accept(risk).statusCode(200);
    var key = "\"" + UUID.randomUUID() + "\"";
    var body = Bodies.handOver(UUID.randomUUID());

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER).header("Idempotency-Key", key), risk, "/owner", body)
        .statusCode(200)
        .body("acceptance", nullValue())
        .body("state", equalTo("AWAITING_ACCEPTANCE"));

    organisation.as(Role.GOVERNANCE_OFFICER)
        .header("Idempotency-Key", key)
        .header("If-Match", "\"4\"")
        .body(body)
        .post(risk + "/owner")
        .then()
        .statusCode(200);
    organisation.get(risk).header("ETag", "\"5\"");
  }

  @Test
  void a_risk_changes_hands_only_where_it_may() {
    var risk = organisation.treatedRisk(organisation.creditScoring());
    var owner = organisation.person(Role.RISK_OWNER);
    var officer = organisation.person(Role.GOVERNANCE_OFFICER);
    var next = Bodies.handOver(UUID.randomUUID());

    organisation.command(organisation.asAnother(Role.RISK_OWNER), risk, "/owner", next)
        .statusCode(403)
        .body("type", equalTo("urn:aims:problem:forbidden"));
    organisation.command(organisation.as(Role.INTERNAL_AUDITOR), risk, "/owner", next).statusCode(403);
    organisation.command(organisation.asMachine(Role.GOVERNANCE_OFFICER), risk, "/owner", next).statusCode(403);
    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/owner", Bodies.handOver(owner))
        .statusCode(422)
        .body("violations.field", contains("ownerId"));
    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/owner", Bodies.handOver(officer))
        .statusCode(403)
        .body("type", equalTo("urn:aims:problem:four-eyes"));
    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/owner", "{\"reason\":\"r\"}").statusCode(422);
    organisation.command(organisation.as(Role.RISK_OWNER), risk, "/owner", "{\"ownerId\":\"she\",\"reason\":\"r\"}")
        .statusCode(400);
    organisation.as(Role.RISK_OWNER).body(next).post(risk + "/owner").then().statusCode(428);
    organisation.as(Role.RISK_OWNER)
        .header("If-Match", "\"1\"")
        .body(next)
        .post(risk + "/owner")
        .then()
        .statusCode(412);
    given().body(next).post(risk + "/owner").then().statusCode(401);
    organisation.get(risk).body("ownerId", equalTo(owner.toString())).header("ETag", "\"3\"");
  }

  @Test
  void the_same_key_scores_once() {
    var risk = organisation.identifiedRisk(organisation.creditScoring());
    var key = "\"" + UUID.randomUUID() + "\"";
    var body = Bodies.score("INHERENT", 5, 5);

    var first = organisation.command(organisation.as(Role.SYSTEM_OWNER).header("Idempotency-Key", key), risk, "/scores",
        body).statusCode(200).extract().asString();
    var again = organisation.as(Role.SYSTEM_OWNER)
        .header("Idempotency-Key", key)
        .header("If-Match", "\"1\"")
        .body(body)
        .post(risk + "/scores")
        .then()
        .statusCode(200)
        .extract()
        .asString();

    assertThat(again).isEqualTo(first);
    organisation.get(risk).header("ETag", "\"2\"");
  }

  @Test
  void the_list_is_filtered_and_paged() {
    var system = organisation.creditScoring();
    var other = organisation.creditScoring();
    var all = IntStream.range(0, 3).mapToObj(i -> organisation.identifiedRisk(system)).toList();
    organisation.identifiedRisk(other);

    String cursor = organisation.get("/v1/risks?limit=2&systemId=" + system)
        .body("items", hasSize(2))
        .body("items[0].state", equalTo("ASSESSING"))
        .extract()
        .path("nextCursor");
    organisation.get("/v1/risks?limit=2&systemId=" + system + "&cursor=" + cursor)
        .body("items.id", contains(all.getFirst().substring("/v1/risks/".length())))
        .body("nextCursor", nullValue());
    organisation.get("/v1/risks?theme=FAIRNESS&flagged=false").body("items", hasSize(4));
    organisation.get("/v1/risks?theme=SAFETY").body("items", empty());
    organisation.get("/v1/risks?flagged=true").body("items", empty());
  }

  @ParameterizedTest
  @CsvSource({"limit=0,422", "limit=201,422", "cursor=nonsense,400", "flagged=maybe,422", "theme=LUCK,400",
      "systemId=x,400"})
  void a_bad_list_request_is_a_clear_problem(String query, int status) {
    organisation.get("/v1/risks?" + query).statusCode(status).contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/scores     | {\"kind\":\"CURRENT\",\"likelihood\":6,\"consequence\":1,\"reason\":\"r\"} | 422 | likelihood",
      "/scores     | {\"kind\":\"CURRENT\",\"likelihood\":1,\"reason\":\"r\"}                   | 422 | consequence",
      "/scores     | {\"kind\":\"CURRENT\",\"likelihood\":1,\"consequence\":1}                  | 422 | reason",
      "/treatment  | {\"option\":\"AVOID\",\"reason\":\"r\"}                                    | 422 | actions",
      "/treatment  | {\"option\":\"MODIFY\",\"actions\":[{\"description\":\"d\",\"dueOn\":\"2001-01-01\"}],\"reason\":\"r\"} | 422 | actions[0].dueOn",
      "/treatment  | {\"option\":\"MODIFY\",\"actions\":[{\"id\":\"0192f0c4-7a10-7c3e-9d10-5f6a7b8c9d01\",\"description\":\"d\",\"dueOn\":\"2999-01-01\"}],\"reason\":\"r\"} | 422 | actions[0].id",
      "/treatment  | {\"option\":\"MODIFY\",\"actions\":[{\"dueOn\":\"2999-01-01\"}],\"reason\":\"r\"} | 422 | actions[0].description"})
  void a_rule_that_is_broken_is_named(String command, String body, int status, String field) {
    var risk = organisation.identifiedRisk(organisation.creditScoring());

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, command, body)
        .statusCode(status)
        .body("violations.field", hasItem(field));
    organisation.get(risk).header("ETag", "\"1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"+12026-01-01\"", "\" +12026-01-01\"", "\"-0001-01-01\"", "\"soon\"", "\"20300101\"",
      "[2030,1,1]", "20300101"})
  void a_date_is_written_as_in_rfc_3339(String date) {
    var risk = organisation.identifiedRisk(organisation.creditScoring());

    organisation.command(organisation.as(Role.GOVERNANCE_OFFICER), risk, "/treatment", """
        {"option":"MODIFY","actions":[{"description":"d","dueOn":%s}],"reason":"r"}""".formatted(date))
        .statusCode(400)
        .body("detail", containsString("dueOn"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"theme\":\"LUCK\"}", "{\"ownerId\":7}", "{\"nonsense\":1}",
      "{\"title\":\"a\",\"title\":\"b\"}"})
  void a_body_that_cannot_be_read_is_malformed(String body) {
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body(body)
        .post("/v1/risks")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void who_has_just_registered_a_system_can_refer_to_it() {
    var system = UUID.randomUUID();
    TestEvents.send(organisation.registered(system, facts -> {}));

    organisation.identifiedRisk(system);
  }

  @Test
  void the_same_key_identifies_one_risk() {
    var body = Bodies.risk(organisation.creditScoring(), UUID.randomUUID());
    var key = "\"" + UUID.randomUUID() + "\"";

    for (var i = 0; i < 2; i++) {
      organisation.as(Role.SYSTEM_OWNER)
          .header("Idempotency-Key", key)
          .body(body)
          .post("/v1/risks")
          .then()
          .statusCode(201);
    }

    organisation.get("/v1/risks").body("items", hasSize(1));
  }

  @Test
  void a_system_that_is_none_of_the_organisation_cannot_be_referred_to() {
    var foreign = Organisation.fresh().creditScoring();

    for (var system : new UUID[]{foreign, UUID.randomUUID()}) {
      organisation.as(Role.GOVERNANCE_OFFICER)
          .body(Bodies.risk(system, UUID.randomUUID()))
          .post("/v1/risks")
          .then()
          .statusCode(422)
          .body("type", equalTo("urn:aims:problem:unknown-reference"))
          .body("violations.field", contains("systemId"));
    }
  }

  @Test
  void without_a_token_or_role_nothing_happens() {
    given().get("/v1/risks").then().statusCode(401).contentType("application/problem+json");
    organisation.as(Role.EMPLOYEE).get("/v1/risks").then().statusCode(403);
    organisation.as(Role.INTERNAL_AUDITOR).body("{}").post("/v1/risks").then().statusCode(403);
    organisation.as(Role.EXTERNAL_AUDITOR).get("/v1/risks").then().statusCode(200);
  }

  @Test
  void another_organisations_risk_looks_like_none() {
    var system = organisation.creditScoring();
    var risk = organisation.identifiedRisk(system);
    var stranger = Organisation.fresh();

    for (var path : new String[]{"", "/history"}) {
      var foreign = stranger.get(risk + path).statusCode(404).extract().asString();
      assertThat(stranger.get("/v1/risks/" + UUID.randomUUID() + path).extract().asString()).isEqualTo(foreign);
      assertThat(stranger.get("/v1/risks/no-uuid" + path).extract().asString()).isEqualTo(foreign);
    }
    for (var command : new String[]{"/scores", "/treatment", "/acceptance", "/owner"}) {
      var body = switch (command) {
        case "/scores" -> Bodies.score("CURRENT", 1, 1);
        case "/treatment" -> Bodies.TREATMENT;
        case "/owner" -> Bodies.handOver(UUID.randomUUID());
        default -> Bodies.accept(1);
      };
      stranger.as(command.equals("/acceptance") ? Role.RISK_OWNER : Role.SYSTEM_OWNER)
          .header("If-Match", "\"1\"")
          .body(body)
          .post(risk + command)
          .then()
          .statusCode(404);
    }
    stranger.get("/v1/risks?systemId=" + system).body("items", empty());
  }
}
