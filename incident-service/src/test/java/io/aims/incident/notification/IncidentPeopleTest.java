package io.aims.incident.notification;

import static io.aims.incident.notification.House.mails;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.clocks.Serious;
import io.aims.incident.escalation.Addressee;
import io.aims.platform.identity.Role;
import io.aims.platform.test.DirectoryTestResource;
import io.aims.platform.test.MailTestResource;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestDirectory;
import io.aims.platform.test.TestDirectory.Member;
import io.aims.platform.test.TestMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Whoever has to care for an incident learns of it, and of what becomes of it. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
@QuarkusTestResource(MailTestResource.class)
@QuarkusTestResource(DirectoryTestResource.class)
class IncidentPeopleTest {
  private static final String TRIAGE = "{\"severity\":\"CRITICAL\",\"commanderId\":\"%s\",\"reason\":\"confirmed\"}"
      .formatted(Acme.RESPONDER);
  private final House house = new House();
  private final String address = UUID.randomUUID() + "@house.example";
  private final String second = UUID.randomUUID() + "@house.example";

  @AfterEach
  void everything_is_there_again() {
    TestMail.serve();
    TestDirectory.serve();
  }

  @Test
  void who_has_to_care_learns_of_an_incident_as_soon_as_it_waits() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));

    var incident = house.incident();

    var mail = mails(address, 1).getFirst();
    String reference = house.as(Role.INCIDENT_RESPONDER)
        .get("/v1/incidents/" + incident)
        .then()
        .extract()
        .path("reference");
    assertThat(mail.subject()).isEqualTo(reference + " CRITICAL, fairness: it has opened");
    assertThat(mail.text()).contains("Lending", "/v1/incidents/" + incident, "Ada Lovelace");
    assertThat(mail.text()).doesNotContain("Parity gap");
    house.comes(ada, NotificationState.SENT);
    house.notifications("incidentId=" + incident)
        .body("items", hasSize(1))
        .body("items[0].occasion", equalTo("OPENED"))
        .body("items[0].circle", equalTo(0));
  }

  @Test
  void who_has_to_care_learns_of_an_incident_that_somebody_else_has_opened() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));

    var incident = house.reported(UUID.randomUUID());

    var mail = mails(address, 1).getFirst();
    assertThat(mail.subject()).endsWith("CRITICAL, fairness: it has opened");
    assertThat(mail.text()).contains("/v1/incidents/" + incident).doesNotContain("Older applicants", "Three letters");
  }

  @Test
  void who_opens_one_knows_it_already() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));

    var incident = house.reported(ada);

    house.notifications("incidentId=" + incident).body("items", empty());
  }

  @Test
  void who_is_on_call_learns_of_an_incident_that_is_judged_to_be_worse() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    var incident = house.incident(Alert.bias().label("severity", "warning"));
    house.notifications("incidentId=" + incident).body("items", empty());

    house.command(incident, "assessment", """
        {"harmTypes":["PHYSICAL"],"harm":"GRAVE","occurrence":"OCCURRED","personsAffected":1,"vulnerableAffected":0,
        "causality":"LIKELY","reason":"seen"}""");

    assertThat(mails(address, 1).getFirst().subject()).endsWith("it was judged anew");
  }

  @Test
  void who_is_on_call_learns_of_an_incident_that_gets_worse() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    var source = house.source();
    var incident = house.incident(source, Alert.bias().label("severity", "info"));
    house.notifications("incidentId=" + incident).body("items", empty());

    house.deliver(source, Alert.bias().with("fingerprint", "8899aabbccddeeff"));

    assertThat(mails(address, 1).getFirst().subject()).endsWith("CRITICAL, fairness: it is worse than before");
  }

  @Test
  void who_is_on_call_learns_that_what_was_judged_to_be_mild_gets_worse() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    var source = house.source();
    var incident = house.incident(source, Alert.bias().label("severity", "info"));
    house.command(incident, "assessment", """
        {"harmTypes":["PHYSICAL"],"harm":"GRAVE","occurrence":"OCCURRED","personsAffected":1,"vulnerableAffected":0,
        "causality":"EXCLUDED","reason":"seen"}""");

    house.deliver(source, Alert.bias().with("fingerprint", "8899aabbccddeeff"));

    assertThat(mails(address, 1).getFirst().subject()).endsWith("INFO, fairness: it is worse than before");
    assertThat(mails(address, 1).getFirst().text()).contains("One of its signals is CRITICAL");
  }

  @Test
  void who_commands_an_incident_learns_that_it_gets_worse() {
    var ada = house.person(address);
    var ben = house.person(second);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ben)));
    var source = house.source();
    var incident = house.incident(source, Alert.bias().label("severity", "info"));
    house.command(incident, "triage",
        "{\"severity\":\"MINOR\",\"commanderId\":\"%s\",\"reason\":\"seen\"}".formatted(ada));
    mails(address, 1);

    house.deliver(source, Alert.bias().with("fingerprint", "8899aabbccddeeff"));

    await().atMost(30, SECONDS)
        .until(() -> !house.notifications("personId=%s&state=WAITING".formatted(ada))
            .extract()
            .<List<String>>path("items.id")
            .isEmpty());
    house.notifications("personId=" + ada).body("items.occasion", contains("WORSENED", "ROLE_ASSIGNED"));
    house.notifications("personId=" + ben).body("items", empty());
  }

  @Test
  void who_commands_it_by_then_learns_that_it_gets_worse() {
    var ada = house.person(address);
    var ben = house.person(second);
    var source = house.source();
    var incident = house.incident(source, Alert.bias().label("severity", "info"));
    house.command(incident, "triage",
        "{\"severity\":\"MINOR\",\"commanderId\":\"%s\",\"reason\":\"seen\"}".formatted(ada));
    house.comes(ada, NotificationState.SENT);
    TestMail.refuseForNow();
    house.deliver(source, Alert.bias().with("fingerprint", "8899aabbccddeeff"));
    await().atMost(30, SECONDS).until(() -> occasions(ada, "WAITING").contains("WORSENED"));
    give(incident, "COMMANDER", ben);
    Acme.tamper("update notification set sent_at = sent_at - interval '1 hour' where person_id = '%s'", ada);
    await().atMost(30, SECONDS).until(() -> occasions(ada, "WITHDRAWN").equals(List.of("WORSENED")));

    TestMail.serve();

    assertThat(mails(second, 1).getFirst().text()).contains("it may be worse than it was judged",
        "One of its signals is CRITICAL", "you are its commander");
    assertThat(TestMail.receivedBy(address)).hasSize(1);
  }

  @Test
  void who_gets_the_command_by_triage_learns_that_it_was_worse() {
    var ada = house.person(address);
    var ben = house.person(second);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    var source = house.source();
    var incident = house.incident(source, Alert.bias().label("severity", "info"));
    house.command(incident, "assessment", """
        {"harmTypes":["PHYSICAL"],"harm":"GRAVE","occurrence":"OCCURRED","personsAffected":1,"vulnerableAffected":0,
        "causality":"EXCLUDED","reason":"seen"}""");
    TestMail.refuseForNow();
    house.deliver(source, Alert.bias().with("fingerprint", "8899aabbccddeeff"));
    await().atMost(30, SECONDS).until(() -> occasions(ada, "WAITING").contains("WORSENED"));
    house.command(incident, "triage",
        "{\"severity\":\"MINOR\",\"commanderId\":\"%s\",\"reason\":\"hers\"}".formatted(ben));
    await().atMost(30, SECONDS).until(() -> occasions(ada, "WITHDRAWN").equals(List.of("WORSENED")));

    TestMail.serve();

    assertThat(mails(second, 1).getFirst().text()).contains("it may be worse than it was judged",
        "One of its signals is CRITICAL", "you are its commander");
    assertThat(TestMail.receivedBy(address)).isEmpty();
  }

  @Test
  void nobody_learns_of_what_is_milder_than_they_have_called_it() {
    var ada = house.person(address);
    var source = house.source();
    var incident = house.incident(source, Alert.bias().label("severity", "info"));
    house.command(incident, "triage",
        "{\"severity\":\"CRITICAL\",\"commanderId\":\"%s\",\"reason\":\"seen\"}".formatted(ada));

    house.deliver(source, Alert.bias().label("severity", "warning").with("fingerprint", "8899aabbccddeeff"));
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from event where aggregate_id = '%s' and type like '%%worsened%%'",
            incident) == 1);

    house.comes(ada, NotificationState.SENT);
    house.notifications("personId=" + ada).body("items.occasion", contains("ROLE_ASSIGNED"));
  }

  @Test
  void who_has_no_part_any_more_by_then_is_not_told_of_it() {
    var ada = house.person(address);
    var ben = house.person(second);
    var incident = house.incident();
    TestMail.refuseForNow();
    give(incident, "LIAISON", ada);
    give(incident, "LIAISON", ben);
    give(incident, "SCRIBE", ben);
    give(incident, "COMMANDER", ben);
    await().atMost(30, SECONDS).until(() -> occasions(ada, "WITHDRAWN").equals(List.of("ROLE_ASSIGNED")));
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from notification where person_id = '%s' and failures > 0", ben) == 3);

    TestMail.serve();

    assertThat(mails(second, 1).getFirst().text()).contains("you are its liaison", "you are its scribe",
        "you are its commander")
        .doesNotContain("One of its signals");
    assertThat(TestMail.receivedBy(address)).isEmpty();
  }

  @Test
  void a_policy_that_names_nobody_leaves_those_who_are_named() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.EXECUTIVE, List.of(ada)));

    house.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"1\"")
        .body("{\"steps\":{},\"reason\":\"quiet days\"}")
        .post("/v1/escalation-policies")
        .then()
        .statusCode(200)
        .body("contacts.EXECUTIVE", contains(ada.toString()));
    house.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"2\"")
        .body("{\"steps\":{},\"contacts\":{},\"reason\":\"all have left\"}")
        .post("/v1/escalation-policies")
        .then()
        .statusCode(200)
        .body("contacts", equalTo(Map.of()));
  }

  @Test
  void who_stands_in_is_told_when_who_is_on_call_can_not_be_reached() {
    var gone = UUID.randomUUID();
    var ada = house.person(address);
    var ben = house.person(second);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ben)));
    house.onCall(gone, ada);

    var incident = house.incident();

    house.comes(gone, NotificationState.FAILED);
    house.comes(ada, NotificationState.SENT);
    house.notifications("incidentId=" + incident).body("items.personId", contains(ada.toString(), gone.toString()));
  }

  @Test
  void who_answers_for_a_system_is_told_of_what_nobody_acknowledges() {
    TestDirectory.enter(house.id, Member.of(house.owner, address));
    house.names(Map.of());
    var incident = house.incident();

    for (var minutes : List.of(16, 31)) {
      Acme.tamper("update incident set created_at = now() - interval '%d minutes' where id = '%s'", minutes, incident);
      Acme.tamper("update escalation set due_at = now() where incident_id = '%s'", incident);
      await().atMost(30, SECONDS)
          .until(() -> Acme.count("select escalations from incident where id = '%s'", incident) == minutes / 15);
    }

    assertThat(mails(address, 1).getFirst().subject()).endsWith("nobody has acknowledged it");
    house.as(Role.INTERNAL_AUDITOR)
        .get("/v1/incidents/" + incident + "/history")
        .then()
        .body("items[1].data.told", empty())
        .body("items[2].data.told", contains(house.owner.toString()));
  }

  @Test
  void who_is_given_a_part_or_a_task_is_told_and_who_takes_it_is_not() {
    var ada = house.person(address);
    var ben = house.person(second);
    var incident = house.incident();
    house.as(ben, Role.INCIDENT_RESPONDER)
        .header("If-Match", "\"1\"")
        .body("{\"role\":\"SCRIBE\",\"personId\":\"%s\",\"reason\":\"I write\"}".formatted(ben))
        .post("/v1/incidents/" + incident + "/roles")
        .then()
        .statusCode(200);
    house.as(ben, Role.INCIDENT_RESPONDER)
        .header("If-Match", "\"2\"")
        .body("{\"role\":\"LIAISON\",\"personId\":\"%s\",\"reason\":\"she speaks\"}".formatted(ada))
        .post("/v1/incidents/" + incident + "/roles")
        .then()
        .statusCode(200);
    task(ben, incident, ben);
    task(ben, incident, ada);

    await().atMost(30, SECONDS)
        .until(() -> house.notifications("personId=" + ada)
            .extract()
            .<List<String>>path("items.occasion")
            .size() == 2);
    house.notifications("personId=" + ada).body("items.occasion", contains("TASK_ASSIGNED", "ROLE_ASSIGNED"));
    assertThat(mails(address, 1).getFirst().subject()).contains("you are its liaison");
    house.notifications("personId=" + ben).body("items", empty());
    assertThat(Acme.count("select count(*) from event where tenant = '%s' and aggregate_type = 'notification'"
        + " and position('she speaks' in cast(texts as text)) > 0", house.id)).isZero();
  }

  @Test
  void who_speaks_for_an_incident_learns_that_a_report_is_overdue() {
    var ada = house.person(address);
    var ben = house.person(second);
    house.names(Map.of(Addressee.GOVERNANCE_OFFICER, List.of(ben)));
    var incident = house.incident();
    give(incident, "LIAISON", ada);
    house.as(Role.GOVERNANCE_OFFICER)
        .body(Serious.provider().all("harms", "DEATH").awareBefore(30).body())
        .post("/v1/incidents/" + incident + "/seriousness")
        .then()
        .statusCode(201);

    await().atMost(30, SECONDS)
        .until(() -> house.notifications("personId=" + ada)
            .extract()
            .<List<String>>path("items.occasion")
            .contains("CLOCK_OVERDUE"));
    house.notifications("personId=" + ben).body("items.occasion", everyItem(equalTo("OPENED")));
  }

  @Test
  void nobody_is_told_of_a_legal_period_that_is_no_longer_open() {
    var ada = house.person(address);
    house.names(Map.of());
    TestMail.refuseForNow();
    var incident = house.incident();
    give(incident, "LIAISON", ada);
    house.as(Role.GOVERNANCE_OFFICER)
        .body(Serious.provider().all("harms", "DEATH").awareBefore(30).body())
        .post("/v1/incidents/" + incident + "/seriousness")
        .then()
        .statusCode(201);
    await().atMost(30, SECONDS).until(() -> occasions(ada, "WAITING").contains("CLOCK_OVERDUE"));
    List<String> clocks = house.as(Role.GOVERNANCE_OFFICER)
        .get("/v1/incidents/" + incident + "/clocks?state=RUNNING")
        .then()
        .extract()
        .path("items.id");
    clocks.forEach(clock -> stop(incident, clock));
    await().atMost(30, SECONDS).until(() -> occasions(ada, "WAITING").equals(List.of("ROLE_ASSIGNED")));

    TestMail.serve();

    await().atMost(30, SECONDS).until(() -> occasions(ada, "WAITING").isEmpty());
    assertThat(occasions(ada, "WITHDRAWN")).contains("CLOCK_OVERDUE");
    assertThat(occasions(ada, "SENT")).containsExactly("ROLE_ASSIGNED");
    house.notifications("personId=" + ada + "&state=WITHDRAWN").body("items.subjectId", everyItem(in(clocks)));
  }

  @Test
  void where_nobody_is_named_nobody_is_told() {
    var incident = house.incident();

    house.notifications("incidentId=" + incident).body("items", empty());
    house.as(Role.PLATFORM_ENGINEER).get("/v1/notifications/" + incident + "/history").then().statusCode(404);
  }

  @Test
  void who_is_on_call_learns_of_an_incident_that_relapses() {
    var ada = house.person(address);
    var source = house.source();
    var incident = house.incident(source, Alert.bias());
    for (var step : List.of("triage " + TRIAGE, "containment {\"containment\":\"KILL_SWITCH\",\"reason\":\"off\"}",
        "resolution {\"reason\":\"mended\"}")) {
      house.command(incident, step.split(" ", 2)[0], step.split(" ", 2)[1]);
    }
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));

    house.deliver(source, Alert.bias().with("startsAt", "2026-11-26T10:00:00Z"));

    assertThat(mails(address, 1).getFirst().subject())
        .endsWith("CRITICAL, fairness: it was resolved and goes wrong again");
  }

  @Test
  void who_is_on_call_learns_of_an_incident_that_is_open_again() {
    var ada = house.person(address);
    var incident = house.incident();
    house.command(incident, "dismissal", "{\"reason\":\"a rehearsal\"}");
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));

    house.command(incident, "reopening", "{\"reason\":\"it was none\"}");

    assertThat(mails(address, 1).getFirst().subject()).endsWith("it is open again");
  }

  private void give(String incident, String role, UUID person) {
    house.command(incident, "roles",
        "{\"role\":\"%s\",\"personId\":\"%s\",\"reason\":\"handed over\"}".formatted(role, person));
  }

  private List<String> occasions(UUID person, String state) {
    return house.notifications("personId=%s&state=%s".formatted(person, state)).extract().path("items.occasion");
  }

  private void stop(String incident, String clock) {
    var path = "/v1/incidents/" + incident + "/clocks/" + clock;
    int version = house.as(Role.GOVERNANCE_OFFICER).get(path).then().extract().path("version");
    house.as(Role.GOVERNANCE_OFFICER)
        .header("If-Match", "\"" + version + "\"")
        .body("{\"reason\":\"the authority has it by telephone\"}")
        .post(path + "/stop")
        .then()
        .statusCode(200);
  }

  private void task(UUID by, String incident, UUID owner) {
    house.as(by, Role.INCIDENT_RESPONDER)
        .body("{\"incidentId\":\"%s\",\"title\":\"Look\",\"ownerId\":\"%s\"}".formatted(incident, owner))
        .post("/v1/incident-tasks")
        .then()
        .statusCode(201);
  }
}
