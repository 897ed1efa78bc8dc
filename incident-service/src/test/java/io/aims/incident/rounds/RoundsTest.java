package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Occupied;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Steps of escalation, and rows at fault. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class RoundsTest extends AheadOfTime {
  @Inject
  MeterRegistry metrics;

  @Test
  void an_incident_that_nobody_acknowledges_is_escalated_step_by_step_and_each_step_once() throws Exception {
    var id = Handling.incident();
    var opened = opened(id);

    round(opened.plus(Duration.ofMinutes(15)).minusSeconds(1));
    assertThat(escalations(id)).isZero();
    round(opened.plus(Duration.ofMinutes(15)));
    round(opened.plus(Duration.ofMinutes(15)));
    assertThat(escalations(id)).isEqualTo(1);
    round(opened.plus(Duration.ofMinutes(30)));
    assertThat(escalations(id)).isEqualTo(2);

    as(Role.INTERNAL_AUDITOR).get("/v1/incidents/" + id + "/history")
        .then()
        .body("items[1].data.addressee", equalTo("ON_CALL"))
        .body("items[2].data.addressee", equalTo("SYSTEM_OWNER"))
        .body("items[2].data.number", equalTo(2));
  }

  @Test
  void two_processes_that_look_at_once_escalate_once() throws Exception {
    var id = Handling.incident();
    var due = opened(id).plus(Duration.ofMinutes(15));

    var one = start(due);
    var other = start(due);
    one.get(20, SECONDS);
    other.get(20, SECONDS);
    round(due);

    assertThat(escalations(id)).isEqualTo(1);
  }

  @Test
  void who_judges_it_anew_does_not_let_a_step_be_taken_twice() throws Exception {
    var id = Handling.incident();
    round(opened(id).plus(Duration.ofMinutes(15)));
    Handling.command(id, "assessment", """
        {"harmTypes":["PHYSICAL"],"harm":"GRAVE","occurrence":"OCCURRED","personsAffected":1,"vulnerableAffected":0,
        "causality":"LIKELY","reason":"seen"}""").statusCode(200);

    round(opened(id).plus(Duration.ofMinutes(29)));
    assertThat(escalations(id)).isEqualTo(1);
    round(opened(id).plus(Duration.ofMinutes(30)));
    assertThat(escalations(id)).isEqualTo(2);
  }

  @Test
  void who_acknowledges_ends_the_escalation() throws Exception {
    var id = Handling.incident();
    Handling.command(id, "acknowledgement", Handling.REASON).statusCode(200).body("acknowledged", equalTo(true));

    round(opened(id).plus(Duration.ofDays(3)));

    assertThat(escalations(id)).isZero();
    Handling.command(id, "acknowledgement", Handling.REASON).statusCode(409);
  }

  @Test
  void an_incident_that_somebody_decides_upon_is_passed_over_and_no_step_of_it_is_locked() throws Exception {
    var id = Handling.incident();
    var due = opened(id).plus(Duration.ofMinutes(15));

    try (var occupied = new Occupied(id)) {
      round(due);
      occupied.lock("select step from escalation where incident_id = '%s'", id);
    }
    assertThat(escalations(id)).isZero();

    round(due);
    assertThat(escalations(id)).isEqualTo(1);
  }

  @Test
  void an_organisation_has_its_own_steps() throws Exception {
    var policy = """
        {"steps":{"CRITICAL":[{"afterMinutes":1,"addressee":"EXECUTIVE"}]},"reason":"we are few"}""";
    var path = "/v1/escalation-policies";

    as(Role.INCIDENT_RESPONDER).body(policy).post(path).then().statusCode(403);
    as(Role.GOVERNANCE_OFFICER).body(policy.replace("1,", "0,")).post(path).then().statusCode(422);
    globex(Role.GOVERNANCE_OFFICER).get(path).then().statusCode(404);
    globex(Role.GOVERNANCE_OFFICER).body(policy).post(path).then().statusCode(200).body("revision", equalTo(1));
    globex(Role.GOVERNANCE_OFFICER).body(policy).post(path).then().statusCode(428);
    String id = globex(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")
        .body(policy.replace("1,", "2,"))
        .post(path)
        .then()
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("steps.CRITICAL[0].afterMinutes", equalTo(2))
        .extract()
        .path("id");
    globex(Role.EXTERNAL_AUDITOR).get(path + "/" + id + "/history").then().statusCode(200).body("items", hasSize(2));
    as(Role.EXTERNAL_AUDITOR).get(path + "/" + id + "/history").then().statusCode(404);
    as(Role.EXTERNAL_AUDITOR).get(path).then().statusCode(404);
  }

  @Test
  void a_row_at_fault_waits_longer_each_time_and_holds_up_no_other() throws Exception {
    var bad = Handling.incident();
    var good = Handling.incident();
    var due = opened(good).plus(Duration.ofMinutes(15));
    var faults = faults("escalation");
    Acme.tamper("update incident set state = 'BROKEN' where id = '%s'", bad);

    round(due);

    assertThat(escalations(good)).isEqualTo(1);
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isEqualTo(1);
    assertThat(count("select count(*) from escalation where incident_id = '%s' and due_at = '%s'", bad,
        due.plusSeconds(5))).isOne();
    round(due);
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isEqualTo(1);
    round(due.plusSeconds(5));
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isEqualTo(2);
    assertThat(faults("escalation")).isEqualTo(faults + 2);

    Acme.tamper("update incident set state = 'TRIAGE' where id = '%s'", bad);
    round(due.plusSeconds(15));
    assertThat(escalations(bad)).isEqualTo(1);
    assertThat(count("select failures from escalation where incident_id = '%s'", bad)).isZero();
  }

  @Test
  void a_signal_at_fault_holds_up_no_other() throws Exception {
    var bad = Acme.source();
    var good = Acme.source();
    for (var source : List.of(bad, good)) {
      hold(source, 600);
      Handling.fire(source);
    }
    Acme.tamper("update watched_signal set severity = 'BROKEN' where source_id = '%s'", bad);

    round(Instant.now().plusSeconds(601));

    assertThat(incidents(good)).isOne();
    assertThat(count("select failures from watched_signal where source_id = '%s'", bad)).isEqualTo(1);
    Acme.tamper("update watched_signal set severity = 'MINOR' where source_id = '%s'", bad);
    round(Instant.now().plusSeconds(700));
    assertThat(incidents(bad)).isOne();
  }

  private double faults(String table) {
    return metrics.counter("aims.due.faults", "table", table).count();
  }
}
