package io.aims.incident.notification;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.escalation.Addressee;
import io.aims.incident.monitoring.DueRounds;
import io.aims.platform.identity.Role;
import io.aims.platform.test.DirectoryTestResource;
import io.aims.platform.test.MailTestResource;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Whoever is to do something learns that it is due, unless it is done before the mail has left. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
@QuarkusTestResource(MailTestResource.class)
@QuarkusTestResource(DirectoryTestResource.class)
class DuePeopleTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private final House house = new House();
  private final String address = UUID.randomUUID() + "@house.example";
  private final UUID ada = house.person(address);
  private final UUID officer = house.person(UUID.randomUUID() + "@house.example");
  @Inject
  DueRounds rounds;

  @AfterEach
  void mails_are_taken_again() {
    TestMail.serve();
  }

  @Test
  void who_should_have_done_something_is_told_and_officers_where_nobody_can_be() {
    officers();
    var gone = UUID.randomUUID();
    var incident = house.incident();
    var task = task(incident, ada, TODAY.minusDays(1));
    var lost = task(incident, gone, TODAY.minusDays(1));

    comes(ada, "TASK_OVERDUE", "SENT");
    comes(gone, "TASK_OVERDUE", "FAILED");
    comes(officer, "TASK_OVERDUE", "SENT");
    of(ada, "SENT").body("items.subjectId", everyItem(equalTo(task)))
        .body("items.incidentId", everyItem(equalTo(incident)));
    of(officer, "SENT").body("items.find { it.occasion == 'TASK_OVERDUE' }.subjectId", equalTo(lost));
    assertThat(TestMail.receivedBy(address)).anySatisfy(mail -> {
      assertThat(mail.text()).contains("/v1/incident-tasks/" + task, TODAY.minusDays(1).toString());
      assertThat(mail.text()).doesNotContain("Settle the claims");
    });
  }

  @Test
  void nobody_is_told_of_a_task_that_is_done_or_due_later() {
    TestMail.refuseForNow();
    var incident = house.incident();
    var done = task(incident, ada, TODAY.minusDays(1));
    var later = task(incident, ada, TODAY.minusDays(1));
    await().atMost(40, SECONDS)
        .until(() -> occasions(ada, "WAITING").stream().filter("TASK_OVERDUE"::equals).count() == 2);
    post("/v1/incident-tasks/" + done, "completion", Map.of("reason", "it is")).statusCode(200);
    post("/v1/incident-tasks/" + later, "assignment",
        Map.of("ownerId", ada, "dueOn", TODAY.plusDays(3).toString(), "reason", "it takes longer")).statusCode(200);
    await().atMost(40, SECONDS).until(() -> occasions(ada, "WITHDRAWN").size() == 3);

    TestMail.serve();

    await().atMost(40, SECONDS).until(() -> occasions(ada, "WAITING").isEmpty());
    assertThat(occasions(ada, "WITHDRAWN")).containsExactlyInAnyOrder("TASK_OVERDUE", "TASK_OVERDUE", "TASK_ASSIGNED");
    of(ada, "SENT").body("items.occasion", everyItem(equalTo("TASK_ASSIGNED")))
        .body("items.subjectId", everyItem(equalTo(later)));
  }

  @Test
  void nobody_is_told_of_a_task_that_somebody_else_has_by_now() {
    TestMail.refuseForNow();
    var ben = house.person(UUID.randomUUID() + "@house.example");
    var task = task(house.incident(), ada, TODAY.minusDays(1));
    await().atMost(40, SECONDS).until(() -> occasions(ada, "WAITING").contains("TASK_OVERDUE"));
    post("/v1/incident-tasks/" + task, "assignment",
        Map.of("ownerId", ben, "dueOn", TODAY.minusDays(1).toString(), "reason", "he has the time")).statusCode(200);

    await().atMost(40, SECONDS).until(() -> occasions(ada, "WAITING").isEmpty());
    assertThat(occasions(ada, "WITHDRAWN")).containsExactlyInAnyOrder("TASK_ASSIGNED", "TASK_OVERDUE");
    TestMail.serve();
    comes(ben, "TASK_ASSIGNED", "SENT");
    assertThat(TestMail.receivedBy(address)).isEmpty();
  }

  @Test
  void who_speaks_for_an_incident_learns_whom_it_should_have_told() {
    officers();
    var incident = house.incident();
    post("/v1/incidents/" + incident, "roles", Map.of("role", "LIAISON", "personId", ada, "reason", "she speaks"))
        .statusCode(200);
    var late = communication(incident);

    comes(ada, "COMMUNICATION_OVERDUE", "SENT");
    of(officer, "SENT").body("items.occasion", everyItem(equalTo("OPENED")));
    assertThat(TestMail.receivedBy(address)).anySatisfy(mail -> {
      assertThat(mail.text()).contains("AFFECTED PERSONS", "/v1/incidents/" + incident + "/communications/" + late);
      assertThat(mail.text()).doesNotContain("First Bank");
    });
  }

  @Test
  void where_nobody_speaks_for_it_the_officers_do_and_not_of_what_has_been_told_meanwhile() {
    officers();
    TestMail.refuseForNow();
    var incident = house.incident();
    var late = communication(incident);
    await().atMost(40, SECONDS).until(() -> occasions(officer, "WAITING").contains("COMMUNICATION_OVERDUE"));
    post("/v1/incidents/" + incident + "/communications/" + late, "telling",
        Map.of("toldAt", Instant.now().minusSeconds(5).toString(), "channel", "EMAIL", "content", "It is so", "reason",
            "at last"))
        .statusCode(200);

    await().atMost(40, SECONDS).until(() -> occasions(officer, "WITHDRAWN").contains("COMMUNICATION_OVERDUE"));
    assertThat(occasions(officer, "SENT")).doesNotContain("COMMUNICATION_OVERDUE");
  }

  @Test
  void who_answers_for_a_plan_learns_of_its_rounds_and_that_they_are_late() {
    officers();
    var plan = plan(ada);
    rounds.open();
    comes(ada, "ROUND_OPENED", "SENT");
    String round = house.as(Role.SYSTEM_OWNER).get(plan + "/rounds").then().extract().path("items[0].id");
    of(ada, "SENT").body("items.subjectId", contains(round)).body("items.incidentId", contains(nullValue()));

    Acme.tamper("update monitoring_round set next_at = now(), due_on = due_on - 7 where id = '%s'", round);
    rounds.open();

    comes(ada, "ROUND_OVERDUE", "SENT");
    assertThat(TestMail.receivedBy(address)).extracting(mail -> mail.subject())
        .containsExactly("Monitoring round 1 is to be answered", "Monitoring round 1 is overdue");
    of(officer, "SENT").body("items", empty());
  }

  @Test
  void nobody_is_told_of_a_round_that_has_its_findings() {
    TestMail.refuseForNow();
    var plan = plan(ada);
    rounds.open();
    await().atMost(40, SECONDS).until(() -> occasions(ada, "WAITING").contains("ROUND_OPENED"));
    String round = house.as(Role.SYSTEM_OWNER).get(plan + "/rounds").then().extract().path("items[0].id");
    post(plan + "/rounds/" + round, "findings",
        Map.of("answers", Map.of("complaints", "None"), "values", Map.of("parity", 0.05),
            "conclusion", "AS_EXPECTED", "summary", "Looked at it"))
        .statusCode(200);

    await().atMost(40, SECONDS).until(() -> occasions(ada, "WITHDRAWN").contains("ROUND_OPENED"));
    assertThat(TestMail.receivedBy(address)).isEmpty();
  }

  private void officers() {
    house.names(Map.of(Addressee.GOVERNANCE_OFFICER, List.of(officer)));
  }

  private String task(String incident, UUID owner, LocalDate dueOn) {
    return house.as(Role.INCIDENT_RESPONDER)
        .body(Map.of("incidentId", incident, "title", "Settle the claims", "ownerId", owner, "dueOn", dueOn.toString()))
        .post("/v1/incident-tasks")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String communication(String incident) {
    return house.as(Role.INCIDENT_RESPONDER)
        .body(Map.of("recipient", Map.of("audience", "AFFECTED_PERSONS", "name", "Clients of First Bank", "legalGround",
            "GDPR Art. 34"), "dueAt", Instant.now().minusSeconds(60).toString()))
        .post("/v1/incidents/" + incident + "/communications")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The path of a plan in force. */
  private String plan(UUID responsible) {
    var content = Map.of("questions", List.of(Map.of("id", "complaints", "text", "What did users complain about?")),
        "metrics", List.of(Map.of("id", "parity", "name", "Parity gap", "source", "monitor", "bound", "AT_MOST",
            "threshold", 0.1)),
        "cadence", Map.of("every", 1, "unit", "WEEKS", "answerWithinDays", 5), "responsibleId",
        responsible, "firstOn", TODAY.toString());
    String id = house.as(Role.SYSTEM_OWNER)
        .body(Map.of("systemId", house.system, "content", content))
        .post("/v1/monitoring-plans")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    house.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"1\"")
        .body(Map.of("revision", 1, "reason", "It asks the right things"))
        .post("/v1/monitoring-plans/" + id + "/approval")
        .then()
        .statusCode(200);
    return "/v1/monitoring-plans/" + id;
  }

  private ValidatableResponse post(String path, String command, Map<String, Object> body) {
    return house.as(Role.INCIDENT_RESPONDER)
        .header("If-Match", house.as(Role.INCIDENT_RESPONDER).get(path).header("ETag"))
        .body(body)
        .post(path + "/" + command)
        .then();
  }

  private void comes(UUID person, String occasion, String state) {
    await().atMost(40, SECONDS).until(() -> {
      getsNoMailFor(person, 1);
      return occasions(person, state).contains(occasion);
    });
  }

  private static void getsNoMailFor(UUID person, int minutes) {
    Acme.tamper("update notification set sent_at = sent_at - interval '%d minutes' where person_id = '%s'"
        + " and sent_at is not null", minutes, person);
  }

  private List<String> occasions(UUID person, String state) {
    return of(person, state).extract().path("items.occasion");
  }

  private ValidatableResponse of(UUID person, String state) {
    return house.notifications("personId=%s&state=%s".formatted(person, state));
  }
}
