package io.aims.incident.clocks;

import static io.aims.incident.Acme.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** The worker at times that the test sets; that it also looks by itself is shown by what is overdue already. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ClockWorkerTest {
  @Inject
  ClockWorker worker;

  private static long said(String clock, String type) {
    return Acme.count("select count(*) from event where aggregate_id = '%s' and type = 'aims.incident.clock.%s.v1'",
        clock, type);
  }

  private static Instant due(String incident) {
    return Instant.parse(
        as(Role.RISK_OWNER).get("/v1/incidents/" + incident + "/seriousness").then().extract().path("clocks[0].dueAt"));
  }

  @Test
  void it_says_each_thing_once_however_often_and_however_many_look() throws Exception {
    var incident = Serious.incident();
    var decided = Serious.provider().all("harms", "DEATH").decide(incident).statusCode(201);
    String clock = decided.extract().path("clocks[0].id");
    var due = due(incident);

    worker.ring(due.minusSeconds(6 * 86400));
    assertThat(said(clock, "due-soon")).as("not half of it is over").isZero();
    try (var replicas = Executors.newFixedThreadPool(4)) {
      var looks = new ArrayList<java.util.concurrent.Future<?>>();
      IntStream.range(0, 8).forEach(i -> looks.add(replicas.submit(() -> worker.ring(due.minusSeconds(4 * 86400)))));
      for (var look : looks) {
        look.get();
      }
      assertThat(said(clock, "due-soon")).isEqualTo(1);
      looks.clear();
      IntStream.range(0, 8).forEach(i -> looks.add(replicas.submit(() -> worker.ring(due))));
      for (var look : looks) {
        look.get();
      }
    }

    worker.ring(due.plusSeconds(86400));
    assertThat(said(clock, "due-soon")).as("the second reminder was overtaken").isEqualTo(1);
    assertThat(said(clock, "overdue")).isEqualTo(1);
    as(Role.RISK_OWNER).get("/v1/incidents/" + incident + "/clocks/" + clock)
        .then()
        .body("version", equalTo(3))
        .body("state", equalTo("RUNNING"));
  }

  @Test
  void more_clocks_than_fit_in_a_commit_all_speak() {
    var incident = Serious.incident();
    var states = new String[]{"DE", "FR", "IT", "ES", "PL", "SE", "FI", "AT"};
    Serious.provider().all("harms", "DEATH").all("jurisdictions", states).decide(incident).statusCode(201);

    worker.ring(Instant.now().plusSeconds(60L * 86400));

    assertThat(Acme.count(
        "select count(*) from regulatory_clock where incident_id = '%s' and overdue_since is not null", incident))
        .isEqualTo(8);
    assertThat(Acme.count("select count(*) from event e join regulatory_clock c on c.id = e.aggregate_id"
        + " where c.incident_id = '%s' and e.type = 'aims.incident.clock.overdue.v1'", incident)).isEqualTo(8);
  }

  @Test
  void a_clock_that_can_not_speak_silences_no_other_one() {
    var incident = Serious.incident();
    var decided = Serious.provider().all("harms", "DEATH").all("jurisdictions", "DE", "FR").decide(incident);
    String bad = decided.statusCode(201).extract().path("clocks[0].id");
    String good = decided.extract().path("clocks[1].id");
    var terms = Acme.count("select length(terms::text) from regulatory_clock where id = '%s'", bad);
    Acme.tamper("update regulatory_clock set terms = jsonb_build_object('was', terms) where id = '%s'", bad);

    worker.ring(Instant.now().plusSeconds(60L * 86400));

    assertThat(said(good, "overdue")).isEqualTo(1);
    assertThat(said(bad, "overdue")).isZero();
    assertThat(Acme.count("select failures from regulatory_clock where id = '%s'", bad)).isEqualTo(1);
    Acme.tamper("update regulatory_clock set terms = terms -> 'was' where id = '%s'", bad);
    assertThat(Acme.count("select length(terms::text) from regulatory_clock where id = '%s'", bad)).isEqualTo(terms);
    worker.ring(Instant.now().plusSeconds(61L * 86400));
    assertThat(said(bad, "overdue")).isEqualTo(1);
    assertThat(Acme.count("select failures from regulatory_clock where id = '%s'", bad)).isZero();
  }

  @Test
  void what_is_overdue_when_it_is_decided_is_said_by_itself_as_an_event_of_the_case() {
    var incident = Serious.incident();

    var decided = Serious.provider().all("harms", "DEATH").awareBefore(100).decide(incident).statusCode(201);

    String clock = decided.body("clocks[0].overdue", equalTo(true)).extract().path("clocks[0].id");
    String caseId = as(Role.INCIDENT_RESPONDER).get("/v1/incidents/" + incident).then().extract().path("caseId");
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("incident"))
            .filteredOn(e -> e.path("subject").asText().equals(clock))
            .extracting(e -> e.path("type").asText())
            .containsExactly("aims.incident.clock.started.v1", "aims.incident.clock.overdue.v1"));
    assertThat(TestEvents.emitted("incident")).filteredOn(e -> e.path("subject").asText().equals(clock))
        .allSatisfy(e -> assertThat(EventContract.violations(e)).isEmpty())
        .allSatisfy(e -> assertThat(e.path("correlationid").asText()).isEqualTo(caseId))
        .last()
        .satisfies(e -> assertThat(e.path("actor").asText()).isEqualTo("service:incident-service"));
  }

  @Test
  void a_clock_that_has_ended_says_nothing() {
    var incident = Serious.incident();
    var decided = Serious.provider().all("harms", "DEATH").decide(incident).statusCode(201);
    String clock = decided.extract().path("clocks[0].id");
    Serious.provider().decide(incident, 1).statusCode(201);

    worker.ring(Instant.now().plusSeconds(60L * 86400));

    assertThat(said(clock, "stopped")).isEqualTo(1);
    assertThat(said(clock, "overdue")).isZero();
  }
}
