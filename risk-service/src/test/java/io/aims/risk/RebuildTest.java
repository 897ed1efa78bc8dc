package io.aims.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** A read model is made anew from its owner's events while it serves. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RebuildTest {
  private static final String REBUILD = "/v1/feeds/inventory/rebuild";
  private final Organisation organisation = Organisation.fresh();
  private final UUID system = UUID.randomUUID();
  private final List<ObjectNode> events = new ArrayList<>();

  @BeforeEach
  void a_system_of_which_something_wrong_is_known() {
    events.add(organisation.registered(system, facts -> facts.put("name", "Credit scoring")));
    events.add(changed(2, "Scoring of credits"));
    events.add(changed(3, "Scoring"));
    events.forEach(TestEvents::send);
    organisation.assessmentOf(system);
    Organisation.until(this::name, "Scoring"::equals);
    spoil(system, "wrong");
  }

  @Test
  void all_events_are_asked_for_and_the_old_row_is_shown_until_the_last_one_has_come() {
    begin().statusCode(202).body("state", equalTo("RUNNING")).body("left", equalTo(1));
    Organisation.until(this::requests, found -> found.contains("1 to 3"));

    TestEvents.send(events.get(2));
    TestEvents.send(events.get(0));
    TestEvents.send(changed(4, "Scoring of 2027"));

    Organisation.until(this::name, "Scoring of 2027"::equals);
    assertThat(state()).isEqualTo("RUNNING");
    spoil(system, "wrong again");
    TestEvents.send(events.get(1));
    Organisation.until(this::state, "DONE"::equals);
    assertThat(name()).isEqualTo("Scoring of 2027");
    assertThat(count("rebuild_event")).isZero();
  }

  @Test
  void readers_see_the_old_row_and_then_the_new_one_and_nothing_else_happens_again() {
    var seen = new CopyOnWriteArrayList<String>();
    var reader = Executors.newSingleThreadExecutor();
    reader.execute(() -> {
      while (!reader.isShutdown()) {
        seen.add(name());
      }
    });
    try {
      Organisation.until(seen::size, samples -> samples > 10);
      begin().statusCode(202);
      events.forEach(TestEvents::send);

      Organisation.until(this::state, "DONE"::equals);

      var before = seen.size();
      Organisation.until(seen::size, samples -> samples > before + 10);
    } finally {
      reader.shutdown();
    }
    assertThat(seen.stream().distinct()).containsExactly("wrong", "Scoring");
    assertThat(seen.lastIndexOf("wrong")).isLessThan(seen.indexOf("Scoring"));
    assertThat(organisation.get("/v1/risk-assessments?systemId=" + system).extract().<List<String>>path("items.id"))
        .hasSize(1);
    assertThat(TestEvents.emitted("risk"))
        .filteredOn(event -> event.path("tenantid").asText().equals(organisation.id().toString()))
        .filteredOn(event -> event.path("type").asText().startsWith("aims.risk.risk-assessment."))
        .hasSize(1);
  }

  @Test
  void another_organisation_is_left_as_it_is() {
    var other = Organisation.fresh();
    var foreign = other.creditScoring();
    spoil(foreign, "wrong elsewhere");
    begin().statusCode(202);

    TestEvents.send(other.registered(foreign, facts -> {}));
    events.forEach(event -> TestEvents.send(event, foreign));

    Organisation.until(this::state, "DONE"::equals);
    assertThat(name()).isEqualTo("Scoring");
    assertThat(name(foreign)).isEqualTo("wrong elsewhere");
    assertThat(requests(foreign)).isEmpty();
    other.as(Role.PLATFORM_ENGINEER).get(REBUILD).then().statusCode(404);
  }

  @Test
  void two_that_are_begun_at_once_are_made_as_one() throws SQLException {
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<ValidatableResponse>> both;
      try (var inbox = new Locked("select from inbox where tenant = '" + organisation.id() + "' for update")) {
        both = Stream.generate(() -> CompletableFuture.supplyAsync(this::begin, people)).limit(2).toList();
        Organisation.until(() -> Locked.waiting("with begun as"), waiting -> waiting == 2);
      }
      both.forEach(begun -> begun.join().statusCode(202).body("state", equalTo("RUNNING")).body("left", equalTo(1)));
    }
    assertThat(count("rebuild")).isEqualTo(2);

    events.forEach(TestEvents::send);

    Organisation.until(this::state, "DONE"::equals);
    assertThat(name()).isEqualTo("Scoring");
    assertThat(count("rebuild_event")).isZero();
  }

  @Test
  void what_comes_again_but_can_not_be_read_is_set_aside_and_the_old_row_stays() {
    begin().statusCode(202);
    var poison = events.get(1).deepCopy();
    poison.withObject("/data").putArray("name");

    List.of(events.get(0), events.get(2), poison).forEach(TestEvents::send);

    Organisation.until(() -> DeadLetters.causeFor(system), Optional::isPresent);
    assertThat(name()).isEqualTo("wrong");
    assertThat(state()).isEqualTo("RUNNING");
    TestEvents.send(changed(4, "Scoring of 2027"));
    Organisation.until(this::name, "Scoring of 2027"::equals);
    spoil(system, "wrong again");
    TestEvents.send(events.get(1));
    Organisation.until(this::state, "DONE"::equals);
    assertThat(name()).isEqualTo("Scoring of 2027");
  }

  @Test
  void one_that_can_not_finish_shows_what_is_stuck_and_another_takes_over() {
    begin().statusCode(202).body("stuck", empty());
    Organisation.until(this::requests, List.of("1 to 3")::equals);
    TestEvents.send(events.get(0));
    Organisation.until(() -> count("rebuild_event"), collected -> collected == 1);
    for (var asked = 1; asked <= 3; asked++) {
      askedForTheRest(asked);
      progress().body("state", equalTo("RUNNING")).body("stuck", empty());
    }
    askedForTheRest(4);
    progress().body("state", equalTo("RUNNING"))
        .body("stuck.aggregateId", contains(system.toString()))
        .body("stuck.missing", contains(2))
        .body("stuck.tries", contains(3));

    begin().statusCode(202).body("state", equalTo("RUNNING")).body("left", equalTo(1)).body("stuck", empty());

    Organisation.until(this::requests, found -> Collections.frequency(found, "2 to 3") == 5);
    TestEvents.send(events.get(1));
    TestEvents.send(events.get(2));
    Organisation.until(this::state, "DONE"::equals);
    assertThat(name()).isEqualTo("Scoring");
    assertThat(count("rebuild")).isEqualTo(2);
  }

  /** The pause is over, and the owner is asked for the {@code times}-th time for what comes after the first event. */
  private void askedForTheRest(int times) {
    execute("update inbox set rebuild_at = now() where rebuild_at is not null and tenant = '" + organisation.id()
        + "'");
    Organisation.until(this::requests, found -> Collections.frequency(found, "2 to 3") == times);
  }

  @Test
  void by_a_person_with_a_reason() {
    organisation.as(Role.PLATFORM_ENGINEER).get(REBUILD).then().statusCode(404);
    organisation.as(Role.GOVERNANCE_OFFICER).body("{\"reason\":\"x\"}").post(REBUILD).then().statusCode(403);
    organisation.asMachine(Role.PLATFORM_ENGINEER).body("{\"reason\":\"x\"}").post(REBUILD).then().statusCode(403);
    organisation.as(Role.PLATFORM_ENGINEER).body("{\"reason\":\" \"}").post(REBUILD).then().statusCode(422);
    begin().statusCode(202)
        .body("reason", equalTo("The names are wrong."))
        .body("begunBy", equalTo(organisation.person(Role.PLATFORM_ENGINEER).toString()))
        .body("begunAt", notNullValue());

    Organisation.fresh().as(Role.PLATFORM_ENGINEER).get(REBUILD).then().statusCode(404);
  }

  @Test
  void what_keeps_no_read_model_of_its_own_is_not_found() {
    for (var feed : List.of("incident", "nonsense")) {
      organisation.as(Role.PLATFORM_ENGINEER)
          .body("{\"reason\":\"x\"}")
          .post("/v1/feeds/" + feed + "/rebuild")
          .then()
          .statusCode(404);
    }
  }

  private ValidatableResponse begin() {
    return organisation.as(Role.PLATFORM_ENGINEER)
        .body("{\"reason\":\"The names are wrong.\"}")
        .post(REBUILD)
        .then();
  }

  private String state() {
    return progress().extract().path("state");
  }

  private ValidatableResponse progress() {
    return organisation.as(Role.PLATFORM_ENGINEER).get(REBUILD).then().statusCode(200);
  }

  private ObjectNode changed(int version, String name) {
    return TestEvents.example("aims.inventory.ai-system.changed.v1", organisation.id(), system, version,
        data -> data.put("name", name));
  }

  private List<String> requests() {
    return requests(system);
  }

  private static List<String> requests(UUID aggregate) {
    return TestEvents.replayRequests()
        .stream()
        .filter(request -> request.path("aggregateId").asText().equals(aggregate.toString()))
        .filter(request -> request.path("service").asText().equals("inventory-service"))
        .map(RebuildTest::range)
        .toList();
  }

  private static String range(JsonNode request) {
    return request.path("fromVersion").asText() + " to " + request.path("toVersion").asText();
  }

  private String name() {
    return name(system);
  }

  private static String name(UUID of) {
    try (var superuser = TenancyContract.superuser();
        var query = superuser.prepareStatement("select facts ->> 'name' from known_system where id = ?")) {
      query.setObject(1, of);
      var rows = query.executeQuery();
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void spoil(UUID known, String name) {
    execute("update known_system set facts = jsonb_set(facts, '{name}', '\"%s\"') where id = '%s'".formatted(name,
        known));
  }

  private long count(String table) {
    try (var superuser = TenancyContract.superuser();
        var query = superuser.prepareStatement("select count(*) from " + table + " where tenant = ?")) {
      query.setObject(1, organisation.id());
      var rows = query.executeQuery();
      rows.next();
      return rows.getLong(1);
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
