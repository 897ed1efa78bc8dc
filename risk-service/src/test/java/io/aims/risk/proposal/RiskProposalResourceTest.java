package io.aims.risk.proposal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.risk.Bodies;
import io.aims.risk.DeadLetters;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RiskProposalResourceTest {
  private static final String PROPOSALS = "/v1/risk-proposals";
  private static final String NEW_RISK = """
      {"risk":{"theme":"PRIVACY","title":"Prompts leak","cause":"Logs keep them","consequence":"Customers are exposed"},
       "reason":"nobody had thought of it"}""";
  private static final String DECLINE = "{\"reason\":\"the vendor has fixed it\"}";
  private final Organisation organisation = Organisation.fresh();
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();

  @Test
  void a_proposal_waits_for_somebody_to_decide() {
    var system = UUID.randomUUID();
    var proposed = organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system);

    var proposal = received(proposed);

    organisation.get(proposal)
        .header("ETag", "\"1\"")
        .body("kind", equalTo("RISK"))
        .body("state", equalTo("OPEN"))
        .body("proposalId", equalTo(proposed.path("subject").asText()))
        .body("incidentId", equalTo(incident.toString()))
        .body("systemId", equalTo(system.toString()))
        .body("caseId", equalTo(caseId.toString()))
        .body("ownerId", equalTo(organisation.person(Role.RISK_OWNER).toString()))
        .body("dueOn", equalTo("2999-06-30"))
        .body("proposedBy", equalTo(proposed.path("actor").asText()))
        .body("became", nullValue());
    assertThat(organisation.emitted("aims.risk.proposal.received.v1", 1)).singleElement().satisfies(event -> {
      assertThat(EventContract.violations(event)).isEmpty();
      assertThat(event.path("causationid")).isEqualTo(proposed.path("id"));
      assertThat(event.path("correlationid").asText()).isEqualTo(caseId.toString());
    });
  }

  @Test
  void one_that_comes_twice_is_one() {
    var proposed = organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID());
    received(proposed);

    TestEvents.send(proposed);
    TestEvents.send(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()),
        id(proposed));

    organisation.emitted("aims.risk.proposal.received.v1", 2);
    organisation.get(PROPOSALS).body("items", hasSize(2));
    assertThat(organisation.emitted("aims.risk.proposal.received.v1", 2)).hasSize(2);
  }

  @Test
  void one_without_its_incident_is_set_aside() {
    var proposed = organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID());
    ((ObjectNode) proposed.path("data")).remove("incidentId");

    TestEvents.send(proposed);

    assertThat(Organisation.until(() -> DeadLetters.causeFor(id(proposed)), Optional::isPresent)).get()
        .asString()
        .contains("does not fit");
  }

  @Test
  void it_becomes_a_new_risk_of_the_system_and_the_case() {
    var system = organisation.creditScoring();
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));

    String risk = organisation.command(organisation.as(Role.SYSTEM_OWNER), proposal, "/acceptance", NEW_RISK)
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("ACCEPTED"))
        .body("became", equalTo("RISK_IDENTIFIED"))
        .body("decidedBy", equalTo(organisation.person(Role.SYSTEM_OWNER).toString()))
        .body("decidedAt", notNullValue())
        .extract()
        .path("riskId");

    organisation.get("/v1/risks/" + risk)
        .body("title", equalTo("Prompts leak"))
        .body("systemId", equalTo(system.toString()))
        .body("caseId", equalTo(caseId.toString()))
        .body("ownerId", equalTo(organisation.person(Role.RISK_OWNER).toString()))
        .body("state", equalTo("ASSESSING"))
        .body("scores.residual", nullValue())
        .body("flags", empty());
    organisation.command(organisation.as(Role.SYSTEM_OWNER), "/v1/risks/" + risk, "/scores",
        Bodies.score("RESIDUAL", 2, 2)).statusCode(200);
    assertThat(Organisation.until(this::ofCase, chain -> chain.size() == 4))
        .allSatisfy(event -> assertThat(EventContract.violations(event)).isEmpty())
        .extracting(event -> event.path("type").asText())
        .containsExactlyInAnyOrder("aims.risk.proposal.received.v1", "aims.risk.risk.identified.v1",
            "aims.risk.proposal.accepted.v1", "aims.risk.risk.scored.v1");
    organisation.get(proposal + "/history")
        .body("items.type", contains("aims.risk.proposal.received.v1", "aims.risk.proposal.accepted.v1"))
        .body("items[1].texts.reason", equalTo("nobody had thought of it"));
  }

  @Test
  void a_flag_says_how_bad_the_incident_is_by_now() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    TestEvents.send(organisation.opened(incident, caseId, system, "SECURITY"));
    TestEvents.send(organisation.relapsed(incident, caseId, 2, system, "SECURITY"));
    organisation.emitted("aims.risk.risk.flagged.v1", 1);
    heardOf("MAJOR");
    TestEvents.send(organisation.worsened(incident, caseId, 3, "INFO"));
    heardOf("INFO");
    organisation.accept(risk).statusCode(200);
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk)).statusCode(200);

    organisation.get(risk).body("flags[0].incidentSeverity", equalTo("INFO"));
  }

  /** What is known of the incident by the events that have arrived. */
  private void heardOf(String severity) {
    Organisation.until(() -> {
      try (var reader = TenancyContract.superuser();
          var row = reader.createStatement()
              .executeQuery("select severity from known_incident where id = '%s'".formatted(incident))) {
        return row.next() ? row.getString(1) : "";
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }, severity::equals);
  }

  @Test
  void it_turns_out_to_be_a_known_risk_that_is_then_to_be_scored_anew() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    TestEvents.send(organisation.opened(incident, caseId, system, "SECURITY"));
    organisation.emitted("aims.risk.risk.flagged.v1", 1);
    organisation.accept(risk).statusCode(200);
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk))
        .statusCode(200)
        .body("became", equalTo("RISK_FLAGGED"))
        .body("riskId", equalTo(idOf(risk)));

    organisation.get(risk)
        .body("state", equalTo("FLAGGED"))
        .body("acceptance", nullValue())
        .body("flags", hasSize(1))
        .body("flags[0].incidentId", equalTo(incident.toString()))
        .body("flags[0].incidentKind", equalTo("SECURITY"))
        .body("flags[0].caseId", equalTo(caseId.toString()));
    assertThat(organisation.emitted("aims.risk.risk.flagged.v1", 2))
        .filteredOn(event -> event.path("subject").asText().equals(idOf(risk)))
        .singleElement()
        .satisfies(event -> {
          assertThat(EventContract.violations(event)).isEmpty();
          assertThat(event.path("actor").asText()).isEqualTo(organisation.person(Role.RISK_OWNER).toString());
        });
  }

  @Test
  void a_risk_that_its_incident_has_flagged_already_is_not_flagged_twice() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    organisation.emitted("aims.risk.risk.flagged.v1", 1);
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));
    var before = organisation.etag(risk);

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk)).statusCode(200);

    organisation.get(risk).header("ETag", equalTo(before)).body("flags", hasSize(1));
  }

  @Test
  void a_flag_of_an_incident_that_was_opened_before_this_was_kept_says_so() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk)).statusCode(200);

    organisation.get(risk)
        .body("flags[0].incidentKind", equalTo("UNKNOWN"))
        .body("flags[0].incidentSeverity", equalTo("MAJOR"));
    assertThat(organisation.emitted("aims.risk.risk.flagged.v1", 1)).singleElement()
        .satisfies(event -> assertThat(EventContract.violations(event)).isEmpty());
  }

  @Test
  void what_was_dismissed_flags_no_risk_but_may_teach_a_new_one() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    organisation.emitted("aims.risk.risk.flagged.v1", 1);
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));
    TestEvents.send(organisation.ended(incident, caseId, 2, "dismissed"));
    organisation.emitted("aims.risk.risk.flag-withdrawn.v1", 1);

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk))
        .statusCode(409)
        .body("state", equalTo("INCIDENT_DISMISSED"))
        .body("allowed", containsInAnyOrder("acceptance", "decline"));
    organisation.get(risk).body("flags", empty());
    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", NEW_RISK)
        .statusCode(200)
        .body("became", equalTo("RISK_IDENTIFIED"));
  }

  /** The dismissal is under way and not committed yet when somebody accepts. */
  @Test
  void an_acceptance_waits_for_a_dismissal_that_is_under_way() throws Exception {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    TestEvents.send(organisation.opened(incident, caseId, system, "SECURITY"));
    organisation.emitted("aims.risk.risk.flagged.v1", 1);
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));
    CompletableFuture<Integer> status;

    try (var dismissal = TenancyContract.superuser()) {
      dismissal.setAutoCommit(false);
      dismissal.createStatement()
          .execute("update known_incident set dismissed = true where id = '%s'".formatted(incident));
      status = CompletableFuture
          .supplyAsync(
              () -> organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk))
                  .extract()
                  .statusCode());
      Organisation.until(() -> waiting(dismissal), waiting -> waiting > 0);
      dismissal.commit();
    }

    assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(409);
  }

  private static long waiting(Connection connection) {
    try (var row = connection.createStatement()
        .executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_is_open_again_after_its_dismissal_flags_a_risk() {
    var system = organisation.creditScoring();
    var risk = organisation.treatedRisk(system);
    TestEvents.send(organisation.opened(incident, caseId, system, "SECURITY"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "dismissed"));
    TestEvents.send(organisation.reopened(incident, caseId, 3, system, "SECURITY"));
    organisation.emitted("aims.risk.risk.flagged.v1", 2);
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk)).statusCode(200);

    organisation.get(risk).body("flags[0].incidentId", equalTo(incident.toString()));
  }

  @Test
  void a_risk_of_another_system_or_of_nobody_is_an_unknown_reference() {
    var elsewhere = organisation.treatedRisk(organisation.creditScoring());
    var foreign = Organisation.fresh();
    var theirs = foreign.treatedRisk(foreign.creditScoring());
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));

    for (var risk : List.of(elsewhere, theirs, "/v1/risks/" + UUID.randomUUID())) {
      organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known(risk))
          .statusCode(422)
          .body("type", equalTo("urn:aims:problem:unknown-reference"))
          .body("detail", equalTo("The reference in 'riskId' leads nowhere."));
    }
    organisation.get(proposal).body("state", equalTo("OPEN"));
    organisation.get(elsewhere).body("flags", empty());
  }

  @Test
  void a_risk_of_the_whole_organisation_bears_on_each_of_its_systems() {
    String risk = organisation.as(Role.GOVERNANCE_OFFICER)
        .body("""
            {"theme":"MISUSE","title":"Shadow use","cause":"No rules","consequence":"Secrets leak","ownerId":"%s"}"""
            .formatted(UUID.randomUUID()))
        .post("/v1/risks")
        .then()
        .extract()
        .path("id");
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", known("/v1/risks/" + risk))
        .statusCode(200);

    organisation.get("/v1/risks/" + risk).body("state", equalTo("FLAGGED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"riskId\":\"%1$s\",\"ownerId\":\"%1$s\",", "\"riskId\":\"%1$s\",\"risk\":{%2$s},",
      "\"risk\":{\"theme\":\"PRIVACY\",\"title\":\"\",\"cause\":\"x\",\"consequence\":\"x\"},"})
  void it_becomes_either_a_new_or_a_known_risk(String named) {
    var body = "{%s\"reason\":\"x\"}".formatted(named.formatted(UUID.randomUUID(),
        "\"theme\":\"PRIVACY\",\"title\":\"x\",\"cause\":\"x\",\"consequence\":\"x\""));
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", body).statusCode(422);
    organisation.get(proposal).body("state", equalTo("OPEN"));
  }

  @Test
  void either_decision_needs_a_reason() {
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));

    for (var command : List.of("/acceptance", "/decline")) {
      organisation.command(organisation.as(Role.RISK_OWNER), proposal, command, "{\"reason\":\" \"}")
          .statusCode(422)
          .body("violations.field", contains("reason"));
    }
  }

  @Test
  void a_new_risk_needs_an_owner_when_the_review_named_nobody() {
    var proposed = organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID());
    ((ObjectNode) proposed.path("data")).remove("ownerId");
    var proposal = received(proposed);

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/acceptance", NEW_RISK)
        .statusCode(422)
        .body("violations.field", contains("ownerId"));
    organisation.get("/v1/risks").body("items", empty());
  }

  @Test
  void it_is_declined_for_a_reason() {
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));

    organisation.command(organisation.as(Role.RISK_OWNER), proposal, "/decline", DECLINE)
        .statusCode(200)
        .body("state", equalTo("DECLINED"))
        .body("riskId", nullValue());

    assertThat(organisation.emitted("aims.risk.proposal.declined.v1", 1)).singleElement().satisfies(event -> {
      assertThat(EventContract.violations(event)).isEmpty();
      assertThat(event.path("correlationid").asText()).isEqualTo(caseId.toString());
      assertThat(event.toString()).doesNotContain("vendor");
    });
    organisation.get(proposal + "/history").body("items[1].texts.reason", equalTo("the vendor has fixed it"));
  }

  @Test
  void a_decision_is_final_and_is_made_upon_what_was_read() {
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));
    var owner = Role.RISK_OWNER;
    organisation.as(owner).body(NEW_RISK).post(proposal + "/acceptance").then().statusCode(428);
    organisation.as(owner).body(DECLINE).post(proposal + "/decline").then().statusCode(428);
    organisation.command(organisation.as(owner), proposal, "/acceptance", NEW_RISK).statusCode(200);

    organisation.as(owner)
        .header("If-Match", "\"1\"")
        .body(NEW_RISK)
        .post(proposal + "/acceptance")
        .then()
        .statusCode(412);
    organisation.command(organisation.as(owner), proposal, "/acceptance", NEW_RISK)
        .statusCode(409)
        .body("state", equalTo("ACCEPTED"))
        .body("allowed", empty());
    organisation.command(organisation.as(owner), proposal, "/decline", DECLINE).statusCode(409);
    organisation.get("/v1/risks").body("items", hasSize(1));
  }

  @Test
  void a_repeated_request_has_its_first_answer_and_makes_one_risk() {
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));
    var key = "\"" + UUID.randomUUID() + "\"";
    var first = accept(proposal, key);

    var second = accept(proposal, key);

    assertThat(second).isEqualTo(first);
    organisation.get("/v1/risks").body("items", hasSize(1));
  }

  @Test
  void they_are_listed_newest_first_by_state_system_and_case() {
    var system = UUID.randomUUID();
    var first = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));
    var second = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));
    var third = received(
        organisation.proposed("risk", UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), system));
    received("/v1/control-proposals",
        organisation.proposed("control", UUID.randomUUID(), incident, caseId, system));
    organisation.command(organisation.as(Role.RISK_OWNER), second, "/decline", DECLINE).statusCode(200);

    listed("").body("items.id", contains(idOf(third), idOf(second), idOf(first)));
    listed("?state=open").body("items.id", contains(idOf(third), idOf(first)));
    listed("?state=DECLINED").body("items.id", contains(idOf(second)));
    listed("?caseId=" + caseId).body("items.id", contains(idOf(second), idOf(first)));
    listed("?systemId=" + system).body("items.id", contains(idOf(third), idOf(first)));
    listed("?state=open&caseId=" + caseId + "&systemId=" + system).body("items.id", contains(idOf(first)));
    String cursor = listed("?limit=2").body("items", hasSize(2)).extract().path("nextCursor");
    listed("?limit=2&cursor=" + cursor).body("items.id", contains(idOf(first))).body("nextCursor", nullValue());
    listed("?limit=0", 422);
    listed("?cursor=nonsense", 400);
  }

  @Test
  void one_of_another_kind_or_organisation_looks_like_one_that_never_was() {
    var mine = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));
    var foreign = Organisation.fresh();
    var asControl = mine.replace("risk-proposals", "control-proposals");

    var never = foreign.get(PROPOSALS + "/" + UUID.randomUUID()).statusCode(404).extract().asString();

    assertThat(foreign.get(mine).statusCode(404).extract().asString()).isEqualTo(never);
    foreign.get(mine + "/history").statusCode(404);
    foreign.get(PROPOSALS).body("items", empty());
    organisation.get(asControl).statusCode(404);
    organisation.get(asControl + "/history").statusCode(404);
    for (var command : List.of("/acceptance", "/decline")) {
      foreign.as(Role.RISK_OWNER)
          .header("If-Match", "\"1\"")
          .body(DECLINE)
          .post(mine + command)
          .then()
          .statusCode(404);
    }
    organisation.as(Role.RISK_OWNER)
        .header("If-Match", "\"1\"")
        .body(DECLINE)
        .post(asControl + "/decline")
        .then()
        .statusCode(404);
    organisation.get(mine).body("state", equalTo("OPEN"));
  }

  @Test
  void people_of_the_right_roles_read_and_decide() {
    var proposal = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, UUID.randomUUID()));
    given().get(proposal).then().statusCode(401);

    for (var role : List.of(Role.INCIDENT_RESPONDER, Role.INTERNAL_AUDITOR, Role.EXTERNAL_AUDITOR)) {
      organisation.as(role).get(proposal).then().statusCode(200);
      organisation.as(role).get(PROPOSALS).then().statusCode(200);
      refused(organisation.as(role), proposal);
    }
    for (var role : List.of(Role.EMPLOYEE, Role.PLATFORM_ENGINEER)) {
      organisation.as(role).get(proposal).then().statusCode(403);
      organisation.as(role).get(PROPOSALS).then().statusCode(403);
      refused(organisation.as(role), proposal);
    }
    refused(organisation.asMachine(Role.RISK_OWNER), proposal);
    organisation.as(Role.INCIDENT_RESPONDER).get(proposal + "/history").then().statusCode(403);
    organisation.get(proposal).body("state", equalTo("OPEN"));
  }

  @Test
  void proposals_of_one_case_are_each_decided_apart() {
    var system = organisation.creditScoring();
    var first = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));
    var second = received(organisation.proposed("risk", UUID.randomUUID(), incident, caseId, system));

    organisation.command(organisation.as(Role.RISK_OWNER), first, "/acceptance", NEW_RISK).statusCode(200);
    organisation.command(organisation.as(Role.RISK_OWNER), second, "/decline", DECLINE).statusCode(200);

    listed("?caseId=" + caseId).body("items.state", containsInAnyOrder("ACCEPTED", "DECLINED"));
  }

  private static void refused(RequestSpecification caller, String proposal) {
    caller.header("If-Match", "\"1\"").body(NEW_RISK).post(proposal + "/acceptance").then().statusCode(403);
    caller.body(DECLINE).post(proposal + "/decline").then().statusCode(403);
  }

  private String accept(String proposal, String key) {
    return organisation.as(Role.RISK_OWNER)
        .header("Idempotency-Key", key)
        .header("If-Match", "\"1\"")
        .body(NEW_RISK)
        .post(proposal + "/acceptance")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private ValidatableResponse listed(String query) {
    return listed(query, 200);
  }

  private ValidatableResponse listed(String query, int status) {
    return organisation.get(PROPOSALS + query).statusCode(status);
  }

  private String received(ObjectNode proposed) {
    return received(PROPOSALS, proposed);
  }

  /** Sends it; the path under which it then waits. */
  private String received(String collection, ObjectNode proposed) {
    TestEvents.send(proposed);
    List<String> ids = Organisation.until(() -> organisation.get(collection + "?limit=200")
        .extract()
        .path("items.findAll { it.proposalId == '" + proposed.path("subject").asText() + "' }.id"), f -> !f.isEmpty());
    return collection + "/" + ids.getFirst();
  }

  private List<JsonNode> ofCase() {
    return TestEvents.emitted("risk")
        .stream()
        .filter(event -> event.path("correlationid").asText().equals(caseId.toString()))
        .toList();
  }

  private static UUID id(ObjectNode event) {
    return UUID.fromString(event.path("subject").asText());
  }

  private static String known(String risk) {
    return "{\"riskId\":\"%s\",\"reason\":\"it is this one, and worse\"}".formatted(idOf(risk));
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
