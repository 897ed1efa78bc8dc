package io.aims.incident.notification;

import static io.aims.incident.notification.House.mails;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
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

/** People are told by mail, whatever is away meanwhile. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
@QuarkusTestResource(MailTestResource.class)
@QuarkusTestResource(DirectoryTestResource.class)
class TellingTest {
  private static final String WHY = "{\"reason\":\"a new mail server\"}";
  private static final Alert DRIFT = Alert.bias().label("kind", "drift").label("alertname", "Drifts");
  private final House house = new House();
  private final String address = UUID.randomUUID() + "@house.example";
  private final String second = UUID.randomUUID() + "@house.example";

  @AfterEach
  void everything_is_there_again() {
    TestMail.serve();
    TestDirectory.serve();
  }

  enum Unreachable {
    STRANGER, DISABLED, WITHOUT_ADDRESS, UNVERIFIED, REFUSED_BY_THE_SERVER;

    String failure() {
      return switch (this) {
        case STRANGER -> "NOT_A_MEMBER";
        case DISABLED -> "DISABLED";
        case WITHOUT_ADDRESS, UNVERIFIED -> "NO_ADDRESS";
        case REFUSED_BY_THE_SERVER -> "REFUSED";
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void where_nobody_of_a_circle_can_be_reached_the_next_one_is_told(Unreachable how) {
    var ada = house.person(address);
    var lost = Member.of(ada, address);
    switch (how) {
      case STRANGER -> TestDirectory.strike(house.id, ada);
      case DISABLED -> TestDirectory.enter(house.id, lost.disabled());
      case WITHOUT_ADDRESS -> TestDirectory.enter(house.id, lost.withoutAddress());
      case UNVERIFIED -> TestDirectory.enter(house.id, lost.unverified());
      case REFUSED_BY_THE_SERVER -> TestMail.refuse(address);
    }
    var ben = house.person(second);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada), Addressee.GOVERNANCE_OFFICER, List.of(ben)));

    var incident = house.incident();

    assertThat(mails(second, 1)).hasSize(1);
    house.comes(ben, NotificationState.SENT);
    house.notifications("incidentId=" + incident + "&personId=" + ada)
        .body("items[0].state", equalTo("FAILED"))
        .body("items[0].failure", equalTo(how.failure()));
    house.notifications("incidentId=" + incident + "&personId=" + ben).body("items[0].circle", equalTo(1));
    assertThat(TestMail.receivedBy(address)).isEmpty();
  }

  /** As where the realm is another one than we think: nobody is there, and that is nobody's fault. */
  @Test
  void where_there_is_no_such_organisation_nothing_is_said_of_a_person() {
    var ada = UUID.randomUUID();
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    house.incident();
    await().atMost(30, SECONDS).until(() -> failures(ada) > 0);

    TestDirectory.enter(house.id, Member.of(ada, address));

    assertThat(mails(address, 1)).hasSize(1);
  }

  @Test
  void a_token_that_is_worth_nothing_any_more_is_replaced_at_once() {
    var ada = house.person(address);
    test(ada);
    mails(address, 1);
    var ben = house.person(second);

    TestDirectory.revokeTokens();
    test(ben);

    mails(second, 1);
    assertThat(failures(ben)).isLessThanOrEqualTo(1);
  }

  @Test
  void who_is_told_beside_somebody_who_can_not_be_reached_is_enough() {
    var ada = house.person(address);
    var ben = house.person(second);
    var cleo = house.person(UUID.randomUUID() + "@house.example");
    TestDirectory.strike(house.id, ada);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada, ben), Addressee.GOVERNANCE_OFFICER, List.of(cleo)));

    house.incident();

    house.comes(ada, NotificationState.FAILED);
    house.comes(ben, NotificationState.SENT);
    house.notifications("personId=" + cleo).body("items", empty());
  }

  @Test
  void a_mail_server_that_is_away_loses_nothing() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    TestMail.goAway();
    house.incident();
    await().atMost(30, SECONDS).until(() -> failures(ada) > 0);

    TestMail.serve();

    assertThat(mails(address, 1)).hasSize(1);
    house.comes(ada, NotificationState.SENT);
  }

  @Test
  void nor_does_one_that_takes_nothing_for_now_or_a_directory_that_is_away() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    TestDirectory.failForNow();
    house.incident();
    await().atMost(30, SECONDS).until(() -> failures(ada) > 0);
    TestMail.refuseForNow();
    TestDirectory.serve();
    var before = failures(ada);
    await().atMost(30, SECONDS).until(() -> failures(ada) > before);

    TestMail.serve();

    assertThat(mails(address, 1)).hasSize(1);
  }

  /** As after a crash between the sending and its note. */
  @Test
  void a_mail_that_is_sent_once_more_has_the_same_name() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    TestMail.takeWithoutAnswer();
    house.incident();
    mails(address, 1);
    await().atMost(30, SECONDS).until(() -> failures(ada) > 0);

    TestMail.serve();

    house.comes(ada, NotificationState.SENT);
    assertThat(mails(address, 2)).extracting(mail -> mail.headers().get("Message-ID").getFirst())
        .containsOnly(
            TestMail.receivedBy(address).getFirst().headers().get("Message-ID").getFirst());
  }

  @Test
  void nobody_is_alarmed_of_what_somebody_has_acknowledged() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    TestMail.refuseForNow();
    var incident = house.incident();
    await().atMost(30, SECONDS).until(() -> failures(ada) > 0);
    house.command(incident, "acknowledgement", "{\"reason\":\"at work\"}");

    house.comes(ada, NotificationState.WITHDRAWN);
    TestMail.serve();
    assertThat(TestMail.receivedBy(address)).isEmpty();
  }

  @Test
  void what_comes_together_is_one_mail() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    TestMail.refuseForNow();
    house.incident();
    house.incident(DRIFT);
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from notification where person_id = '%s' and failures > 0", ada) == 2);

    TestMail.serve();

    await().atMost(30, SECONDS)
        .until(() -> house.notifications("personId=" + ada + "&state=WAITING")
            .extract()
            .<List<String>>path("items.id")
            .isEmpty());
    assertThat(TestMail.receivedBy(address)).hasSize(1);
    assertThat(mails(address, 1).getFirst().subject()).endsWith("(and 1 more)");
  }

  @Test
  void nobody_gets_more_than_one_mail_a_minute() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    house.incident();
    house.comes(ada, NotificationState.SENT);

    house.incident(DRIFT);

    await().during(2, SECONDS).atMost(30, SECONDS).until(() -> TestMail.receivedBy(address).size() == 1);
    Acme.tamper("update notification set sent_at = sent_at - interval '1 minute' where person_id = '%s'", ada);
    assertThat(mails(address, 2)).hasSize(2);
  }

  @Test
  void what_could_not_be_said_for_a_day_is_said_no_more_and_to_nobody_else() {
    var ada = house.person(address);
    var ben = house.person(second);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada), Addressee.GOVERNANCE_OFFICER, List.of(ben)));
    TestMail.refuseForNow();
    house.incident();
    await().atMost(30, SECONDS).until(() -> failures(ada) > 0);

    Acme.tamper("update notification set created_at = created_at - interval '1 day' where person_id = '%s'", ada);

    house.comes(ada, NotificationState.FAILED);
    house.notifications("personId=" + ada).body("items[0].failure", equalTo("TOO_LATE"));
    house.notifications("personId=" + ben).body("items", empty());
  }

  /** Nor is the same mail sent over and over. */
  @Test
  void what_became_of_a_mail_and_can_not_be_noted_keeps_nobody_else_waiting() throws Exception {
    var ada = house.person(address);
    var ben = house.person(second);
    Acme.tamper("create function refuse_for_the_test() returns trigger language plpgsql as $$ begin"
        + " raise exception 'made for the test'; end $$; create trigger refuses before update on notification"
        + " for each row when (new.state = 'SENT' and new.person_id = '%s') execute function refuse_for_the_test()",
        ada);
    try {
      test(ada);
      mails(address, 1);
      await().atMost(30, SECONDS)
          .until(() -> Acme.count("select count(*) from notification where person_id = '%s'"
              + " and taken_until > now() + interval '4 minutes'", ada) == 1);

      test(ben);

      mails(second, 1);
      assertThat(TestMail.receivedBy(address)).hasSize(1);
    } finally {
      Acme.tamper("drop trigger refuses on notification; drop function refuse_for_the_test()");
    }
  }

  /** However much waits for somebody whose mailbox is full: it is put off as a whole. */
  @Test
  void nobody_waits_behind_somebody_who_gets_no_mail_for_now() {
    var ada = house.person(address);
    var ben = house.person(second);
    TestMail.refuseForNow(address);
    test(ada);
    Acme.tamper("insert into notification select gen_random_uuid(), tenant, version, created_at, changed_at,"
        + " gen_random_uuid(), occasion, incident_id, case_id, person_id, circle, message, circles_left, state, failures,"
        + " failure, now(), null, now(), null from notification, generate_series(1, 250) where person_id = '%s'", ada);

    test(ben);

    mails(second, 1);
    await().atMost(30, SECONDS)
        .until(() -> Acme.count(
            "select count(*) from notification where person_id = '%s' and due_at <= now()", ada) == 0);
    Acme.tamper("delete from notification where person_id = '%s'", ada);
  }

  @Test
  void who_has_not_been_told_for_long_is_tried_on_and_others_are_told_as_well() {
    var ada = house.person(address);
    var ben = house.person(second);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada), Addressee.GOVERNANCE_OFFICER, List.of(ben)));
    TestMail.refuseForNow(address);
    house.incident();
    await().atMost(30, SECONDS).until(() -> failures(ada) > 0);
    house.notifications("personId=" + ben).body("items", empty());

    Acme.tamper("update notification set created_at = created_at - interval '11 minutes' where person_id = '%s'", ada);

    mails(second, 1);
    house.comes(ada, NotificationState.WAITING);
    var before = failures(ada);
    await().atMost(30, SECONDS).until(() -> failures(ada) > before + 1);
    TestMail.serve();
    house.comes(ada, NotificationState.SENT);
    house.notifications("personId=" + ben).body("items", hasSize(1));
  }

  @Test
  void anybody_can_see_whether_mails_reach_them() {
    var ada = house.person(address);

    String id = house.as(ada, Role.PLATFORM_ENGINEER)
        .body(WHY)
        .post("/v1/notifications/test")
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("state", equalTo("WAITING"))
        .extract()
        .path("id");

    assertThat(mails(address, 1).getFirst().subject()).isEqualTo("A test of mails from Aims");
    house.comes(ada, NotificationState.SENT);
    house.as(Role.INTERNAL_AUDITOR)
        .get("/v1/notifications/" + id + "/history")
        .then()
        .body("items.type",
            contains("aims.incident.notification.addressed.v1", "aims.incident.notification.sent.v1"));
    house.as(Role.EMPLOYEE).body(WHY).post("/v1/notifications/test").then().statusCode(403);
    Acme.as(Role.INCIDENT_RESPONDER).get("/v1/notifications/" + id).then().statusCode(404);
    Acme.as(Role.INCIDENT_RESPONDER).get("/v1/notifications/" + id + "/history").then().statusCode(404);
    Acme.as(Role.INCIDENT_RESPONDER).get("/v1/notifications?personId=" + ada).then().body("items", empty());
    house.as(Role.EMPLOYEE).get("/v1/notifications").then().statusCode(403);
    house.as(Role.INCIDENT_RESPONDER).get("/v1/notifications?state=LOST").then().statusCode(400);
  }

  /** No address, name or word of a mail leaves in an event. */
  @Test
  void the_ledger_learns_who_was_told_and_nothing_of_the_mail() {
    var ada = house.person(address);
    house.names(Map.of(Addressee.INCIDENT_RESPONDERS, List.of(ada)));
    house.incident();
    house.comes(ada, NotificationState.SENT);

    assertThat(
        Acme.count("select count(*) from event where tenant = '%s' and (position('%s' in convert_from(body, 'UTF8'))"
            + " > 0 or position('it has opened' in convert_from(body, 'UTF8')) > 0)", house.id, address))
        .isZero();
  }

  private void test(UUID person) {
    house.as(person, Role.PLATFORM_ENGINEER).body(WHY).post("/v1/notifications/test").then().statusCode(201);
  }

  private int failures(UUID person) {
    return (int) Acme.count("select coalesce(max(failures), 0) from notification where person_id = '%s'", person);
  }
}
