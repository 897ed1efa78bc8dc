package io.aims.risk.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.risk.DeadLetters;
import io.aims.risk.Organisation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Events that are missing are asked for, and what can't be read is kept. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class GapTest {
  private final Organisation organisation = Organisation.fresh();
  private final UUID incident = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();

  @Test
  void the_owner_is_asked_for_exactly_the_missing_versions_and_everything_is_applied_in_order_when_they_come() {
    var system = organisation.creditScoring();
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-downgraded.v1", 1);
    TestEvents.send(organisation.ended(incident, caseId, 4, "contained"));
    TestEvents.send(organisation.ended(incident, caseId, 6, "closed"));

    var requests = Organisation.until(this::requests, found -> found.size() >= 2);

    assertThat(requests).extracting(JsonNode::toString)
        .contains(request(2, 3), request(5, 5))
        .allSatisfy(request -> assertThat(request).isIn(request(2, 3), request(5, 5)));
    assertThat(DeadLetters.parked(incident)).containsExactly(4, 6);
    TestEvents.send(organisation.ended(incident, caseId, 3, "triaged"));
    TestEvents.send(organisation.ended(incident, caseId, 5, "resolved"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "triaged"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1);
    assertThat(DeadLetters.parked(incident)).isEmpty();
  }

  @Test
  void what_waits_behind_a_dead_letter_is_here_and_not_asked_for() {
    var broken = organisation.opened(incident, caseId, UUID.randomUUID(), "FAIRNESS");
    broken.withObject("/data").remove("kind");
    TestEvents.send(broken);
    TestEvents.send(organisation.ended(incident, caseId, 2, "triaged"));

    TestEvents.send(organisation.ended(incident, caseId, 4, "closed"));

    Organisation.until(this::requests, found -> !found.isEmpty());
    assertThat(requests()).extracting(JsonNode::toString).containsOnly(request(3, 3));
  }

  @Test
  void the_first_event_of_a_new_epoch_that_fails_is_not_passed_by_the_next_one() throws SQLException {
    var system = organisation.creditScoring();
    drawUp();
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "triaged"));
    Organisation.until(this::progress, "2 of 1"::equals);
    asOfTheEpochBefore();
    var broken = organisation.opened(incident, caseId, system, "FAIRNESS");
    broken.withObject("/data").remove("kind");
    TestEvents.send(broken);

    TestEvents.send(organisation.ended(incident, caseId, 2, "closed"));

    Organisation.until(() -> DeadLetters.parked(incident), List.of(2)::equals);
    assertThat(progress()).isEqualTo("0 of 1");
  }

  @Test
  void an_organisation_with_too_many_parked_events_holds_up_no_other_and_gets_its_events_when_there_is_room()
      throws SQLException {
    var system = organisation.creditScoring();
    drawUp();
    var neighbour = Organisation.fresh();
    var theirs = UUID.randomUUID();
    var theirSystem = neighbour.creditScoring();
    var theirRisk = neighbour.treatedRisk(theirSystem);
    park(10_000);
    TestEvents.send(organisation.ended(incident, caseId, 2, "triaged"));
    TestEvents.send(organisation.ended(incident, caseId, 3, "closed"));

    TestEvents.send(neighbour.opened(theirs, UUID.randomUUID(), theirSystem, "FAIRNESS"), incident);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> neighbour.get(theirRisk).body("flags.incidentId", hasItem(theirs.toString())));
    assertThat(DeadLetters.parked(incident)).isEmpty();
    assertThat(letGo()).isEqualTo("3");
    clear();
    var requests = Organisation.until(this::requests, found -> found.toString().contains(request(1, 3)));
    assertThat(requests).extracting(JsonNode::toString).contains(request(1, 3));
    TestEvents.send(organisation.opened(incident, caseId, system, "FAIRNESS"));
    TestEvents.send(organisation.ended(incident, caseId, 2, "triaged"));
    TestEvents.send(organisation.ended(incident, caseId, 3, "closed"));
    organisation.emitted("aims.risk.statement-of-applicability.lines-recovered.v1", 1);
    Organisation.until(this::letGo, ""::equals);
  }

  @Test
  void what_is_let_go_of_a_later_epoch_counts_and_of_an_earlier_one_does_not() throws SQLException {
    park(10_000);
    TestEvents.send(organisation.ended(incident, caseId, 7, "closed"));
    Organisation.until(this::letGo, "7"::equals);

    letGoIn(0);
    TestEvents.send(organisation.ended(incident, caseId, 4, "closed"));
    Organisation.until(this::letGo, "4"::equals);
    letGoIn(2);
    TestEvents.send(organisation.ended(incident, caseId, 8, "closed"));
    TestEvents.send(organisation.opened(incident, caseId, organisation.creditScoring(), "FAIRNESS"));

    Organisation.until(this::progress, "1 of 1"::equals);
    assertThat(letGo()).isEqualTo("4");
    clear();
  }

  @Test
  void a_message_without_a_readable_envelope_is_kept_with_its_place() {
    var nonsense = "no event " + incident;

    TestEvents.sendRaw("aims.incident.events.v1", incident.toString(), nonsense.getBytes(StandardCharsets.UTF_8));

    Organisation.until(() -> kept(nonsense),
        kept -> kept.equals("incident aims.incident.events.v1 Not an event of ours"));
  }

  private List<JsonNode> requests() {
    return TestEvents.replayRequests()
        .stream()
        .filter(request -> request.path("aggregateId").asText().equals(incident.toString()))
        .toList();
  }

  private String request(int from, int to) {
    return "{\"service\":\"incident-service\",\"tenant\":\"%s\",\"aggregateId\":\"%s\",\"fromVersion\":%d,\"toVersion\":%d}"
        .formatted(organisation.id(), incident, from, to);
  }

  /** Version and epoch that the feed is at. */
  private String progress() {
    try (var superuser = TenancyContract.superuser();
        var query = superuser
            .prepareStatement("select version || ' of ' || epoch from inbox where aggregate_id = ?")) {
      query.setObject(1, incident);
      var rows = query.executeQuery();
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The highest version of the incident that was let go. */
  private String letGo() {
    try (var superuser = TenancyContract.superuser();
        var query = superuser.prepareStatement("select version from let_go where aggregate_id = ?")) {
      query.setObject(1, incident);
      var rows = query.executeQuery();
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was let go of the incident belongs to another epoch than the present one, which is 1. */
  private void letGoIn(int epoch) throws SQLException {
    try (var superuser = TenancyContract.superuser();
        var update = superuser.prepareStatement("update let_go set epoch = ? where aggregate_id = ?")) {
      update.setInt(1, epoch);
      update.setObject(2, incident);
      update.executeUpdate();
    }
  }

  /** Fills the organisation's room with events that nobody looks at. */
  private void park(int events) throws SQLException {
    try (var superuser = TenancyContract.superuser();
        var insert = superuser.prepareStatement(
            """
                insert into parked_event (tenant, feed, aggregate_id, version, event_id, source, body, next_try_at)
                select ?, 'incident', gen_random_uuid(), 2, gen_random_uuid(), '/aims/incident-service', '', now() + interval '1 day'
                from generate_series(1, ?)""")) {
      insert.setObject(1, organisation.id());
      insert.setInt(2, events);
      insert.executeUpdate();
    }
  }

  private void clear() throws SQLException {
    try (var superuser = TenancyContract.superuser();
        var delete = superuser.prepareStatement("delete from parked_event where tenant = ?")) {
      delete.setObject(1, organisation.id());
      delete.executeUpdate();
    }
  }

  private void asOfTheEpochBefore() throws SQLException {
    try (var superuser = TenancyContract.superuser();
        var update = superuser.prepareStatement("update inbox set epoch = 0 where aggregate_id = ?")) {
      update.setObject(1, incident);
      update.executeUpdate();
    }
  }

  private static String kept(String body) {
    try (var superuser = TenancyContract.superuser();
        var query = superuser.prepareStatement(
            "select feed || ' ' || topic || ' ' || left(cause, 20) from unreadable_message where body = ?")) {
      query.setBytes(1, body.getBytes(StandardCharsets.UTF_8));
      var rows = query.executeQuery();
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void drawUp() {
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body("{\"everyLine\":{\"reasons\":[{\"kind\":\"BASELINE\"}],\"implementation\":\"IMPLEMENTED\"}}")
        .post("/v1/statement-of-applicability")
        .then()
        .statusCode(201);
  }
}
