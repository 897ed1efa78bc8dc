package io.aims.incident.treatment;

import static io.aims.incident.Acme.count;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.incident.Handling;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class RiskFeedTest {
  private final UUID id = UUID.randomUUID();
  private final UUID proposal = UUID.randomUUID();
  private final UUID risk = UUID.randomUUID();

  @Test
  void a_proposal_that_became_a_risk() {
    send(1, "received", data -> data.put("kind", "RISK"));
    send(2, "accepted", data -> {
      data.put("kind", "RISK").put("became", "RISK_IDENTIFIED").put("riskId", risk.toString()).remove("actionId");
      data.remove("control");
    });

    eventually(2, "state = 'ACCEPTED' and service = 'risk-service' and type = 'risk' and became_id = '" + risk
        + "' and part_of_id is null and decided_by = 'a1000000-0000-4000-8000-000000000010'");
  }

  @Test
  void a_control_that_became_a_step_of_a_treatment() {
    var action = UUID.randomUUID();

    send(1, "received", data -> {});
    send(2, "accepted", data -> data.put("riskId", risk.toString()).put("actionId", action.toString()));

    eventually(2, "type = 'treatment-action' and became_id = '" + action + "' and part_of_id = '" + risk + "'");
  }

  @Test
  void the_review_shows_what_became_of_each_proposal() {
    var incident = Handling.to("RESOLVED", Handling.incident());
    List<String> proposed = Handling.command(incident, "review", """
        {"correctiveActionRequired":false,"contributingCauses":"a region is missing","lessons":"check data",
        "decisions":[{"kind":"RISK","text":"unseen regions"},{"kind":"CONTROL","text":"A.7.4 is weak"},
        {"kind":"RISK","text":"a new vendor"}],"reason":"met"}""")
        .statusCode(200)
        .body("proposals.state", contains("OPEN", "OPEN", "OPEN"))
        .extract()
        .path("proposals.id");
    var action = UUID.randomUUID();

    decided(proposed.get(0), "accepted", data -> data.put("riskId", risk.toString()).remove("actionId"));
    decided(proposed.get(1), "accepted",
        data -> data.put("riskId", risk.toString()).put("actionId", action.toString()));
    decided(proposed.get(2), "declined", data -> {});

    await().atMost(30, SECONDS)
        .untilAsserted(() -> Handling.read(incident)
            .body("proposals.state", contains("ACCEPTED", "ACCEPTED", "DECLINED")));
    Handling.read(incident)
        .body("proposals.became.service", contains("risk-service", "risk-service"))
        .body("proposals.became.type", contains("risk", "treatment-action"))
        .body("proposals.became.id", contains(risk.toString(), action.toString()))
        .body("proposals[1].became.partOfId", equalTo(risk.toString()))
        .body("proposals[2].decidedBy", equalTo("a1000000-0000-4000-8000-000000000010"));
  }

  @Test
  void a_declined_proposal_stays_declined() {
    send(1, "received", data -> {});
    send(2, "declined", data -> {});
    send(2, "accepted", data -> {});
    send(1, "received", data -> {});

    eventually(2, "state = 'DECLINED' and became_id is null");
  }

  @Test
  void one_that_waits_has_no_outcome_and_other_news_of_risks_is_none_of_ours() {
    send(1, "received", data -> {});
    await().atMost(30, SECONDS).until(() -> applied(id) == 1);
    TestEvents.send(TestEvents.example("aims.risk.risk.identified.v1", TestRealm.ACME, risk, 1, data -> {}));

    await().atMost(30, SECONDS).until(() -> applied(risk) == 1);
    assertThat(count("select count(*) from proposal_outcome where id in ('%s', '" + risk + "')", proposal)).isZero();
  }

  @Test
  void what_came_too_early_waits_for_what_it_follows() {
    send(2, "declined", data -> {});
    send(1, "received", data -> {});

    eventually(2, "state = 'DECLINED'");
  }

  @Test
  void poison_is_set_aside_with_its_cause() {
    send(1, "received", data -> {});
    send(2, "accepted", data -> data.remove("riskId"));

    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from dead_letter where feed = 'risk' and aggregate_id = '%s'", id) == 1);
  }

  /** Somebody in the risk service decides upon a proposal that came in there as a thing with an id of its own. */
  private static void decided(String proposal, String how, Consumer<ObjectNode> changes) {
    var there = UUID.randomUUID();
    for (var what : List.of("received", how)) {
      TestEvents.send(TestEvents.example("aims.risk.proposal." + what + ".v1", TestRealm.ACME, there,
          what.equals(how) ? 2 : 1, data -> {
            data.put("proposalId", proposal);
            if (what.equals(how)) {
              changes.accept(data);
            }
          }));
    }
  }

  private void send(int version, String what, Consumer<ObjectNode> changes) {
    TestEvents.send(TestEvents.example("aims.risk.proposal." + what + ".v1", TestRealm.ACME, id, version,
        data -> changes.accept(data.put("proposalId", proposal.toString()))));
  }

  private void eventually(int version, String where) {
    await().atMost(30, SECONDS).until(() -> applied(id) == version);
    assertThat(count("select count(*) from proposal_outcome where id = '%s' and " + where, proposal)).isOne();
  }

  private static long applied(UUID aggregate) {
    return count("select coalesce(max(version), 0) from inbox where feed = 'risk' and aggregate_id = '%s'", aggregate);
  }
}
