package io.aims.risk.incident;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.risk.DeadLetters;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** What an operator can do with events that could not be taken in. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class DeadLetterTest {
  private static final String LIST = "/v1/dead-letters";
  private static final String REASON = "{\"reason\":\"The database takes it now.\"}";
  private final Organisation organisation = Organisation.fresh();
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();
  private final String obstacle = "obstacle_" + incident.toString().replace("-", "");
  private UUID system;

  @BeforeEach
  void an_incident_that_the_database_does_not_take() {
    system = organisation.creditScoring();
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body("{\"everyLine\":{\"reasons\":[{\"kind\":\"BASELINE\"}],\"implementation\":\"IMPLEMENTED\"}}")
        .post("/v1/statement-of-applicability")
        .then()
        .statusCode(201);
    execute("alter table open_incident add constraint " + obstacle + " check (id <> '" + incident + "')");
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "triaged"));
    TestEvents.send(organisation.ended(incident, caseId, 3, "closed"));
    Organisation.until(() -> DeadLetters.parked(incident), parked -> parked.equals(List.of(2, 3)));
  }

  @AfterEach
  void remove_the_obstacle() {
    execute("alter table open_incident drop constraint if exists " + obstacle);
  }

  @Test
  void a_dead_letter_shows_what_failed_and_how_much_waits_behind_it_and_nothing_of_our_inside() {
    var id = theOnlyLetter();

    get(LIST + "/" + id).statusCode(200)
        .header("ETag", "\"1\"")
        .body("feed", equalTo("incident"))
        .body("state", equalTo("OPEN"))
        .body("source", equalTo("/aims/incident-service"))
        .body("type", equalTo("aims.incident.incident.opened.v1"))
        .body("aggregateId", equalTo(incident.toString()))
        .body("aggregateVersion", equalTo(1))
        .body("correlationId", equalTo(caseId.toString()))
        .body("attempts", equalTo(1))
        .body("waiting", equalTo(2))
        .body("event.data.systemId", equalTo(system.toString()))
        .body("cause", not(containsString("obstacle")));
    get(LIST + "?state=REDRIVEN").body("items", empty());
    get(LIST + "?feed=inventory").body("items", empty());
    get(LIST + "?feed=incident&state=OPEN").body("items", hasSize(1));
    get(LIST + "?state=CLOSED").statusCode(400);
  }

  @Test
  void redriven_it_has_its_effect_and_those_behind_it_follow_in_order() {
    var id = theOnlyLetter();
    remove_the_obstacle();

    redrive(id, "\"once\"").statusCode(200)
        .header("ETag", "\"2\"")
        .body("state", equalTo("REDRIVEN"))
        .body("attempts", equalTo(2))
        .body("reason", equalTo("The database takes it now."))
        .body("redrivenBy", equalTo(organisation.person(Role.PLATFORM_ENGINEER).toString()))
        .body("redrivenAt", notNullValue());

    organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1);
    assertThat(organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 1)).hasSize(1);
    assertThat(DeadLetters.parked(incident)).isEmpty();
    redrive(id, "\"once\"").statusCode(200).header("ETag", "\"2\"").body("state", equalTo("REDRIVEN"));
    redrive(id, "\"another\"").statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:aims:problem:not-allowed-now"))
        .body("state", equalTo("REDRIVEN"));
  }

  @Test
  void what_fails_again_stays_open_with_the_new_cause() {
    var id = theOnlyLetter();

    redrive(id, "\"too early\"").statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:aims:problem:failed-again"))
        .body("detail", containsString("unexpected fault"));

    get(LIST + "/" + id).body("state", equalTo("OPEN")).body("attempts", equalTo(2)).body("reason", nullValue());
    organisation.get("/v1/risks?flagged=true&systemId=" + system).body("items", empty());
    remove_the_obstacle();
    redrive(id, "\"too early\"").statusCode(200).body("attempts", equalTo(3));
  }

  @Test
  void before_an_earlier_one_it_is_refused() {
    var broken = organisation.ended(incident, caseId, 5, "closed");
    failedOnce(broken);
    String later = get(LIST + "?state=OPEN").body("items", hasSize(2)).extract().path("items[0].id");

    redrive(later, "\"skip\"").statusCode(409)
        .body("type", equalTo("urn:aims:problem:not-allowed-now"))
        .body("state", equalTo("BEHIND_A_MISSING_VERSION"));

    get(LIST + "/" + later).body("state", equalTo("OPEN")).body("attempts", equalTo(1));
  }

  @Test
  void an_event_that_is_sent_again_and_taken_closes_its_dead_letter() {
    var id = theOnlyLetter();
    var again = eventOf(id);
    remove_the_obstacle();

    TestEvents.send(again);

    Organisation.until(() -> get(LIST + "/" + id).extract().<String>path("state"), "REDRIVEN"::equals);
    get(LIST + "/" + id).body("redrivenBy", nullValue());
    redrive(id, "\"late\"").statusCode(409);
  }

  @Test
  void another_organisation_sees_none_of_it() {
    var id = theOnlyLetter();
    var stranger = Organisation.fresh();

    stranger.as(Role.PLATFORM_ENGINEER).get(LIST).then().statusCode(200).body("items", empty());
    var foreign = stranger.as(Role.PLATFORM_ENGINEER).get(LIST + "/" + id).then().statusCode(404).extract();
    var random = stranger.as(Role.PLATFORM_ENGINEER).get(LIST + "/" + UUID.randomUUID()).then().extract();
    assertThat(foreign.asString()).isEqualTo(random.asString());
    stranger.as(Role.PLATFORM_ENGINEER).body(REASON).post(LIST + "/" + id + "/redrive").then().statusCode(404);
    get(LIST + "/no-id").statusCode(404);
  }

  @Test
  void only_platform_engineers_and_governance_officers_may_and_only_people_with_a_reason_redrive() {
    var id = theOnlyLetter();

    given().get(LIST).then().statusCode(401);
    for (var role : List.of(Role.RISK_OWNER, Role.EXTERNAL_AUDITOR, Role.INCIDENT_RESPONDER)) {
      organisation.as(role).get(LIST).then().statusCode(403);
      organisation.as(role).body(REASON).post(LIST + "/" + id + "/redrive").then().statusCode(403);
    }
    organisation.as(Role.GOVERNANCE_OFFICER).get(LIST).then().statusCode(200);
    organisation.asMachine(Role.PLATFORM_ENGINEER)
        .body(REASON)
        .post(LIST + "/" + id + "/redrive")
        .then()
        .statusCode(403);
    organisation.as(Role.PLATFORM_ENGINEER)
        .body("{\"reason\":\" \"}")
        .post(LIST + "/" + id + "/redrive")
        .then()
        .statusCode(422);
    get(LIST + "/" + id).body("attempts", equalTo(1));
  }

  @Test
  void a_version_that_comes_with_another_event_is_never_dropped_in_silence() {
    remove_the_obstacle();
    redrive(theOnlyLetter(), "\"k\"").statusCode(200);
    Organisation.until(() -> DeadLetters.parked(incident), List::isEmpty);

    TestEvents.send(organisation.ended(incident, caseId, 3, "dismissed"));

    var id = Organisation.until(() -> get(LIST + "?state=OPEN").extract().<List<String>>path("items.id"),
        ids -> ids.size() == 1).getFirst();
    get(LIST + "/" + id).body("cause", containsString("reused")).body("aggregateVersion", equalTo(3));
    redrive(id, "\"fork\"").statusCode(409).body("type", equalTo("urn:aims:problem:failed-again"));
    discard(id, Role.PLATFORM_ENGINEER).statusCode(403);
    organisation.asMachine(Role.GOVERNANCE_OFFICER)
        .body(REASON)
        .post(LIST + "/" + id + "/discard")
        .then()
        .statusCode(403);
    discard(id, Role.GOVERNANCE_OFFICER).statusCode(200)
        .body("state", equalTo("DISCARDED"))
        .body("reason", equalTo("The database takes it now."))
        .body("discardedBy", equalTo(organisation.person(Role.GOVERNANCE_OFFICER).toString()))
        .body("discardedAt", notNullValue());
    get(LIST + "?state=OPEN").body("items", empty());
    get(LIST + "?state=DISCARDED").body("items.id", equalTo(List.of(id)));
    redrive(id, "\"closed\"").statusCode(409).body("state", equalTo("DISCARDED"));
    discard(id, Role.GOVERNANCE_OFFICER).statusCode(409).body("state", equalTo("DISCARDED"));
  }

  @Test
  void what_can_still_have_its_effect_is_not_discarded() {
    var id = theOnlyLetter();

    discard(id, Role.GOVERNANCE_OFFICER).statusCode(409)
        .body("type", equalTo("urn:aims:problem:not-allowed-now"))
        .body("allowed", equalTo(List.of("redrive")));

    get(LIST + "/" + id).body("state", equalTo("OPEN"));
  }

  private String theOnlyLetter() {
    return Organisation.until(() -> get(LIST + "?state=OPEN").extract().<List<String>>path("items.id"),
        ids -> ids.size() == 1).getFirst();
  }

  private ObjectNode eventOf(String id) {
    return get(LIST + "/" + id).extract().body().jsonPath().getObject("event", ObjectNode.class);
  }

  private ValidatableResponse get(String path) {
    return organisation.as(Role.PLATFORM_ENGINEER).get(path).then();
  }

  private ValidatableResponse redrive(String id, String key) {
    return organisation.as(Role.PLATFORM_ENGINEER)
        .header("Idempotency-Key", key)
        .body(REASON)
        .post(LIST + "/" + id + "/redrive")
        .then();
  }

  private ValidatableResponse discard(String id, String role) {
    return organisation.as(role).body(REASON).post(LIST + "/" + id + "/discard").then();
  }

  /** Version 5 as if it had been the next one once, and had failed. */
  private static void failedOnce(ObjectNode event) {
    var sql = """
        insert into dead_letter (tenant, feed, aggregate_id, version, event_id, id, source, type, correlation_id, body, cause)
        values (?::uuid, 'incident', ?::uuid, ?, ?::uuid, uuidv7(), ?, ?, ?::uuid, ?, 'of old')""";
    try (var superuser = TenancyContract.superuser(); var insert = superuser.prepareStatement(sql)) {
      insert.setString(1, event.path("tenantid").asText());
      insert.setString(2, event.path("subject").asText());
      insert.setInt(3, event.path("aggregateversion").asInt());
      insert.setString(4, event.path("id").asText());
      insert.setString(5, event.path("source").asText());
      insert.setString(6, event.path("type").asText());
      insert.setString(7, event.path("correlationid").asText());
      insert.setBytes(8, event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String sql) {
    try (var superuser = TenancyContract.superuser(); var statement = superuser.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
