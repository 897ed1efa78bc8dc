package io.aims.audit.proposal;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.audit.Neighbours;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class ActionProposalResourceTest {
  private static final String PATH = "/v1/action-proposals";
  private static final String NONCONFORMITIES = "/v1/nonconformities";
  private static final UUID ACME = TestRealm.ACME;
  private static final UUID OWNER = TestRealm.person(ACME, Role.SYSTEM_OWNER);
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();

  @Test
  void a_proposal_becomes_an_action_of_a_nonconformity_that_is_raised_with_it() {
    var proposal = UUID.randomUUID();
    var id = taken(proposal);

    String action = decide(Role.GOVERNANCE_OFFICER, id, "acceptance", raising()).statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("ACCEPTED"))
        .body("proposalId", equalTo(proposal.toString()))
        .body("reason", equalTo("as the review asks"))
        .body("nextSteps", empty())
        .extract()
        .path("actionId");

    var raised = as(ACME, Role.INTERNAL_AUDITOR).get(NONCONFORMITIES + "?caseId=" + caseId)
        .then()
        .body("items", hasSize(1))
        .extract();
    String nonconformity = raised.path("items[0].id");
    as(ACME, Role.INTERNAL_AUDITOR).get(NONCONFORMITIES + "/" + nonconformity)
        .then()
        .header("ETag", "\"4\"")
        .body("state", equalTo("ACTING"))
        .body("originId", equalTo(incident.toString()))
        .body("rootCause.text", equalTo("Nobody watches parity"))
        .body("correctiveActions.id", contains(action))
        .body("correctiveActions[0].proposal.id", equalTo(proposal.toString()))
        .body("correctiveActions[0].ownerId", equalTo(OWNER.toString()));
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("audit"))
            .filteredOn(e -> e.path("correlationid").asText().equals(caseId.toString()))
            .hasSize(6)
            .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
            .allSatisfy(e -> assertThat(e.toString()).doesNotContain("parity", "A gate", "review asks"))
            .anySatisfy(e -> {
              assertThat(e.path("type").asText()).isEqualTo("aims.audit.action-proposal.accepted.v1");
              assertThat(e.at("/data/proposalId").asText()).isEqualTo(proposal.toString());
              assertThat(e.at("/data/nonconformityId").asText()).isEqualTo(nonconformity);
              assertThat(e.at("/data/actionId").asText()).isEqualTo(action);
            }));
    as(ACME, Role.EXTERNAL_AUDITOR).get(PATH + "/" + id + "/history")
        .then()
        .body("items", hasSize(2))
        .body("items[1].texts.reason", equalTo("as the review asks"));
  }

  @Test
  void a_second_one_goes_into_the_nonconformity_that_is_open() {
    decide(Role.GOVERNANCE_OFFICER, taken(UUID.randomUUID()), "acceptance", raising()).statusCode(200);
    var second = taken(UUID.randomUUID());

    decide(Role.GOVERNANCE_OFFICER, second, "acceptance", raising()).statusCode(409)
        .body("detail", containsString("nonconformityId"));
    decide(Role.SYSTEM_OWNER, second, "acceptance", into(openOne())).statusCode(200)
        .body("nonconformityId", equalTo(openOne()));

    as(ACME, Role.SYSTEM_OWNER).get(NONCONFORMITIES + "/" + openOne())
        .then()
        .header("ETag", "\"5\"")
        .body("correctiveActions", hasSize(2));
  }

  @Test
  void two_at_once_raise_one_nonconformity() {
    var ids = List.of(taken(UUID.randomUUID()), taken(UUID.randomUUID()), taken(UUID.randomUUID()));

    var statuses = ids.stream()
        .map(id -> CompletableFuture.supplyAsync(() -> decide(Role.GOVERNANCE_OFFICER, id, "acceptance", raising())
            .extract()
            .statusCode()))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();

    assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409);
    assertThat(openOne()).isNotNull();
  }

  @Test
  void an_action_is_only_planned_where_the_cause_is_known_and_in_the_same_case() {
    Neighbours.send(Neighbours.opened(ACME, incident, caseId, UUID.randomUUID()));
    String raised = as(ACME, Role.INTERNAL_AUDITOR).body("""
        {"title":"Parity drifted unseen","statement":"No alarm","originKind":"INCIDENT","originId":"%s",
        "nodes":["9.1"],"grade":"MAJOR","ownerId":"%s","reason":"Found"}""".formatted(incident, OWNER))
        .post(NONCONFORMITIES)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    var id = taken(UUID.randomUUID());
    var stranger = taken(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

    decide(Role.GOVERNANCE_OFFICER, id, "acceptance", into(raised)).statusCode(409)
        .body("state", equalTo("RAISED"))
        .body("allowed", contains("correction"));
    for (var unknown : Stream.of(raised, UUID.randomUUID().toString()).toList()) {
      decide(Role.GOVERNANCE_OFFICER, stranger, "acceptance", into(unknown)).statusCode(422)
          .body("type", equalTo("urn:aims:problem:unknown-reference"))
          .body("violations[0].field", equalTo("nonconformityId"));
    }
    as(ACME, Role.SYSTEM_OWNER).get(PATH + "/" + id).then().body("state", equalTo("OPEN"));
  }

  @Test
  void a_decline_takes_a_reason_and_is_final() {
    var id = taken(UUID.randomUUID());

    decide(Role.SYSTEM_OWNER, id, "decline", "{}").statusCode(422);
    decide(Role.SYSTEM_OWNER, id, "decline", "{\"reason\":\"There is a gate already\"}").statusCode(200)
        .body("state", equalTo("DECLINED"))
        .body("decidedBy", equalTo(OWNER.toString()))
        .body("actionId", nullValue());
    decide(Role.GOVERNANCE_OFFICER, id, 2, "acceptance", raising()).statusCode(409)
        .body("state", equalTo("DECLINED"))
        .body("allowed", empty());

    assertThat(openOne()).isNull();
  }

  @Test
  void a_decision_is_conditional_and_its_repeat_does_nothing_twice() {
    var id = taken(UUID.randomUUID());
    var key = "\"" + UUID.randomUUID() + "\"";

    as(ACME, Role.GOVERNANCE_OFFICER).body(raising()).post(PATH + "/" + id + "/acceptance").then().statusCode(428);
    decide(Role.GOVERNANCE_OFFICER, id, 2, "acceptance", raising()).statusCode(412);
    for (var i = 0; i < 2; i++) {
      as(ACME, Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
          .header("Idempotency-Key", key)
          .body(raising())
          .post(PATH + "/" + id + "/acceptance")
          .then()
          .statusCode(200)
          .header("ETag", "\"2\"");
    }
    decide(Role.GOVERNANCE_OFFICER, id, 1, "acceptance", raising()).statusCode(412);

    as(ACME, Role.SYSTEM_OWNER).get(NONCONFORMITIES + "/" + openOne())
        .then()
        .body("correctiveActions", hasSize(1));
  }

  @Test
  void who_wrote_the_review_does_not_decide() {
    var proposal = UUID.randomUUID();
    Neighbours.send(Neighbours.proposed(ACME, proposal, incident, caseId).put("actor", OWNER.toString()));
    var id = id(proposal);

    decide(Role.SYSTEM_OWNER, id, "decline", "{\"reason\":\"x\"}").statusCode(403)
        .body("type", equalTo("urn:aims:problem:four-eyes"));
    decide(Role.SYSTEM_OWNER, id, "acceptance", raising()).statusCode(403);
    as(ACME, Role.SYSTEM_OWNER).get(PATH + "/" + id).then().header("ETag", "\"1\"");
  }

  @Test
  void only_a_governance_officer_raises_with_it_and_only_some_decide() {
    var id = taken(UUID.randomUUID());

    decide(Role.SYSTEM_OWNER, id, "acceptance", raising()).statusCode(403);
    decide(Role.INTERNAL_AUDITOR, id, "acceptance", raising()).statusCode(403);
    decide(Role.INCIDENT_RESPONDER, id, "decline", "{\"reason\":\"x\"}").statusCode(403);
    as(ACME, Role.EMPLOYEE).get(PATH).then().statusCode(403);
    given().get(PATH).then().statusCode(401).contentType("application/problem+json");
    given().auth()
        .oauth2(TestRealm.machine(ACME, "acme-robot", Role.GOVERNANCE_OFFICER))
        .contentType("application/json")
        .header("If-Match", "\"1\"")
        .body(raising())
        .post(PATH + "/" + id + "/acceptance")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{ | 400",
      "{} | 422",
      "{\"surprise\":1} | 400",
      "{\"description\":\"a gate\",\"reason\":\"x\"} | 422",
      "{\"description\":\"a gate\",\"reason\":\"x\",\"nonconformity\":{}} | 422",
      "{\"description\":\"a gate\",\"reason\":\"x\",\"dueOn\":\"soon\"} | 400",
      "{\"description\":\"a gate\",\"reason\":\"x\",\"nonconformityId\":\"me\"} | 400"})
  void a_bad_body_is_a_clear_problem(String body, int status) {
    var id = taken(UUID.randomUUID());

    var answer = decide(Role.GOVERNANCE_OFFICER, id, "acceptance", body).statusCode(status)
        .contentType("application/problem+json")
        .extract()
        .asString();

    assertThat(answer).doesNotContain("io.aims", "java.", "jackson", "Exception");
  }

  @Test
  void what_is_raised_with_it_keeps_to_the_rules_of_any_other() {
    var id = taken(UUID.randomUUID());

    decide(Role.GOVERNANCE_OFFICER, id, "acceptance", raising().replace("9.1", "A.2.9")).statusCode(422)
        .body("violations[0].field", equalTo("nonconformity.nodes[0]"));
    decide(Role.GOVERNANCE_OFFICER, id, "acceptance", raising().replaceAll("\"dueOn\":\"[^\"]+\"",
        "\"dueOn\":\"2020-01-01\"")).statusCode(422).body("violations[0].field", equalTo("dueOn"));
    decide(Role.GOVERNANCE_OFFICER, id, "acceptance", raising().replace("{\"nonconformity\"",
        "{\"nonconformityId\":\"" + UUID.randomUUID() + "\",\"nonconformity\"")).statusCode(422);

    assertThat(openOne()).isNull();
  }

  @Test
  void lists_are_paged_and_filtered_and_what_comes_again_is_there_once() {
    var proposals = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    var ids = proposals.stream().map(this::taken).toList();
    Neighbours.send(Neighbours.proposed(ACME, proposals.getFirst(), incident, caseId));
    decide(Role.SYSTEM_OWNER, ids.getFirst(), "decline", "{\"reason\":\"x\"}").statusCode(200);

    var first = as(ACME, Role.EXTERNAL_AUDITOR).get(PATH + "?limit=2&caseId=" + caseId)
        .then()
        .statusCode(200)
        .body("items.id", contains(ids.get(2), ids.get(1)));
    as(ACME, Role.EXTERNAL_AUDITOR).queryParam("cursor", (String) first.extract().path("nextCursor"))
        .get(PATH + "?caseId=" + caseId)
        .then()
        .body("items.id", contains(ids.get(0)))
        .body("nextCursor", nullValue());
    as(ACME, Role.INCIDENT_RESPONDER).get(PATH + "?state=OPEN&caseId=" + caseId)
        .then()
        .body("items.id", contains(ids.get(2), ids.get(1)))
        .body("items[0].proposedAt", notNullValue());
  }

  @ParameterizedTest
  @CsvSource({"limit=0,422", "cursor=nonsense,400", "state=NOWHERE,400", "caseId=x,400", "proposalId=x,400"})
  void a_bad_list_request_is_a_clear_problem(String query, int status) {
    as(ACME, Role.RISK_OWNER).get(PATH + "?" + query)
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @Test
  void another_organisations_proposal_looks_like_none() {
    var id = taken(UUID.randomUUID());
    var random = UUID.randomUUID().toString();

    for (var path : List.of("", "/history")) {
      var foreign = as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).get(PATH + "/" + id + path).then().statusCode(404);
      var none = as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).get(PATH + "/" + random + path).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
    }
    as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(raising())
        .post(PATH + "/" + id + "/acceptance")
        .then()
        .statusCode(404);
    as(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER).get(PATH + "?caseId=" + caseId).then().body("items", empty());
  }

  /** The only nonconformity of the case; null when there is none. */
  private @Nullable String openOne() {
    List<String> ids = as(ACME, Role.INTERNAL_AUDITOR).get(NONCONFORMITIES + "?caseId=" + caseId)
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
    assertThat(ids).hasSizeLessThan(2);
    return ids.isEmpty() ? null : ids.getFirst();
  }

  private String taken(UUID proposal) {
    return taken(proposal, incident, caseId);
  }

  private static String taken(UUID proposal, UUID incident, UUID caseId) {
    Neighbours.send(Neighbours.proposed(ACME, proposal, incident, caseId));
    return id(proposal);
  }

  private static String id(UUID proposal) {
    return await().atMost(30, SECONDS)
        .until(() -> as(ACME, Role.INCIDENT_RESPONDER).get(PATH + "?proposalId=" + proposal)
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].id"), found -> found != null);
  }

  private static ValidatableResponse decide(String role, String id, String decision, String body) {
    return decide(role, id, 1, decision, body);
  }

  private static ValidatableResponse decide(String role, String id, int version, String decision, String body) {
    return as(ACME, role).header("If-Match", "\"" + version + "\"")
        .body(body)
        .post(PATH + "/" + id + "/" + decision)
        .then();
  }

  private static String raising() {
    return """
        {"nonconformity":{"title":"Parity drifted unseen","statement":"No alarm watched parity.","nodes":["9.1"],
        "grade":"MAJOR","ownerId":"%s","correction":"Rolled back","method":"FIVE_WHYS",
        "rootCause":"Nobody watches parity"},"description":"A gate for parity","ownerId":"%s","dueOn":"%s",
        "reason":"as the review asks"}""".formatted(OWNER, OWNER, LocalDate.now().plusDays(20));
  }

  private static String into(String nonconformity) {
    return """
        {"nonconformityId":"%s","description":"A gate for parity","ownerId":"%s","dueOn":"%s","reason":"agreed"}"""
        .formatted(nonconformity, OWNER, LocalDate.now().plusDays(20));
  }
}
