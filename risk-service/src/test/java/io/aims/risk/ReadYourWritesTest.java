package io.aims.risk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Whoever has seen something at one service sees nothing older at another. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class ReadYourWritesTest {
  private static final String AFTER = "Aims-After";
  private static final String SHOWN = "Aims-Version";
  /** Part of the statement by which a request looks for what it needs. */
  private static final String LOOK = "string_to_array";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private final Organisation organisation = Organisation.fresh();
  private final UUID system = UUID.randomUUID();

  @Test
  void a_read_waits_for_what_its_caller_has_seen_elsewhere() {
    var read = CompletableFuture.supplyAsync(() -> arrived(organisation, "inventory-service." + system + ".1"));

    TestEvents.send(organisation.registered(system, facts -> {}));

    read.join().body("items", hasSize(1));
  }

  @Test
  void what_does_not_arrive_is_not_waited_for_for_ever() {
    assessments(organisation, "inventory-service." + system + ".1").statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "1")
        .body("type", equalTo("urn:aims:problem:not-ready"))
        .body("detail", containsString("inventory-service"));
  }

  @Test
  void of_several_all_have_to_be_here_and_the_first_late_one_is_named() {
    var second = UUID.randomUUID();
    var both = "inventory-service." + system + ".1, inventory-service." + second + ".1";
    TestEvents.send(organisation.registered(system, facts -> {}));
    arrived(organisation, "inventory-service." + system + ".1");
    assessments(organisation, both).statusCode(503).body("detail", containsString(second.toString()));

    TestEvents.send(organisation.registered(second, facts -> {}));

    arrived(organisation, both);
  }

  @Test
  void an_organisation_that_has_many_waiting_is_refused_at_once_while_another_one_may_wait() {
    var other = Organisation.fresh();
    assessments(organisation, "risk-service." + system + ".1").statusCode(200);
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var flood = Stream.generate(() -> CompletableFuture.supplyAsync(() -> timeOfRefusal(organisation), people))
          .limit(50)
          .toList();

      assertThat(timeOfRefusal(other)).isGreaterThanOrEqualTo(PATIENCE);
      assertThat(flood.stream().map(CompletableFuture::join)).anyMatch(time -> time.compareTo(PATIENCE) < 0);
    }
  }

  @Test
  void what_another_organisation_has_seen_is_not_here() {
    TestEvents.send(organisation.registered(system, facts -> {}));
    arrived(organisation, "inventory-service." + system + ".1");

    assessments(Organisation.fresh(), "inventory-service." + system + ".1").statusCode(503);
  }

  @Test
  void what_this_service_owns_or_does_not_listen_to_is_not_waited_for() {
    assessments(organisation, "risk-service." + system + ".9, audit-service." + system + ".9").statusCode(200)
        .body("items", empty());
  }

  @Test
  void what_no_answer_has_said_is_malformed() {
    assessments(organisation, "5").statusCode(400).body("type", equalTo("urn:aims:problem:malformed"));
  }

  /** While nobody can look into the inbox, whoever would be looked for hangs there. */
  @Test
  void whoever_is_not_known_waits_for_nothing() throws SQLException {
    var after = "inventory-service." + system + ".1";
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<ValidatableResponse> known;
      try (var inbox = new Locked("lock table inbox in access exclusive mode")) {
        known = CompletableFuture.supplyAsync(() -> assessments(organisation, after), people);
        Organisation.until(() -> Locked.waiting(LOOK), looks -> looks == 1);

        var stranger = CompletableFuture
            .supplyAsync(() -> given().header(AFTER, after).get("/v1/risk-assessments"), people)
            .orTimeout(10, TimeUnit.SECONDS);

        stranger.join().then().statusCode(401);
        assertThat(known).isNotDone();
        assertThat(Locked.waiting(LOOK)).isOne();
      }
      known.join().statusCode(503);
    }
  }

  @Test
  void answers_say_which_version_they_have_made_or_show_also_when_they_are_given_again() {
    var scored = organisation.creditScoring();
    var made = identify(scored).statusCode(201).extract();
    var id = made.<String>path("id");

    assertThat(made.header(SHOWN)).contains("risk-service." + id + ".1");
    assertThat(identify(scored).statusCode(201).extract().header(SHOWN)).isEqualTo(made.header(SHOWN));
    assertThat(organisation.get("/v1/risks/" + id).extract().header(SHOWN)).contains("risk-service." + id + ".1");
  }

  @Test
  void a_refusal_says_none() {
    assertThat(organisation.get("/v1/risks/" + system).statusCode(404).extract().header(SHOWN)).isNull();
  }

  private ValidatableResponse identify(UUID scored) {
    return organisation.as(Role.GOVERNANCE_OFFICER)
        .header("Idempotency-Key", "\"" + scored + "\"")
        .body(Bodies.risk(scored, organisation.person(Role.RISK_OWNER)))
        .post("/v1/risks")
        .then();
  }

  private static Duration timeOfRefusal(Organisation reader) {
    return Duration.ofMillis(reader.as(Role.GOVERNANCE_OFFICER)
        .header(AFTER, "inventory-service." + UUID.randomUUID() + ".1")
        .get("/v1/risk-assessments")
        .then()
        .statusCode(503)
        .extract()
        .time());
  }

  /** The answer once there is one: whoever is told 503 comes back, as on a busy machine events take longer. */
  private ValidatableResponse arrived(Organisation reader, String after) {
    return Organisation.until(() -> assessments(reader, after), answer -> answer.extract().statusCode() != 503)
        .statusCode(200);
  }

  private ValidatableResponse assessments(Organisation reader, String after) {
    return reader.as(Role.GOVERNANCE_OFFICER)
        .header(AFTER, after)
        .get("/v1/risk-assessments?systemId=" + system)
        .then();
  }
}
