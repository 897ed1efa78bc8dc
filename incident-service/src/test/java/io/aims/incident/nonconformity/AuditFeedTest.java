package io.aims.incident.nonconformity;

import static io.aims.incident.Acme.count;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class AuditFeedTest {

  @Test
  void a_nonconformity_of_an_incident_is_followed_to_its_verified_effect() {
    var id = UUID.randomUUID();
    var incident = UUID.randomUUID();

    send(id, 1, "raised", data -> data.put("originId", incident.toString()));
    send(id, 2, "correction-recorded", data -> {});
    eventually(id, 2, "incident_id = '" + incident + "' and reference = 'NC-0001' and not effective");

    send(id, 3, "effectiveness-verified", data -> data.put("effective", false));
    eventually(id, 3, "not effective");
    send(id, 4, "effectiveness-verified", data -> data.put("effective", true));
    send(id, 4, "effectiveness-verified", data -> data.put("effective", false));
    send(id, 1, "raised", data -> {});
    eventually(id, 4, "effective");
  }

  @Test
  void a_nonconformity_from_elsewhere_is_none_of_ours() {
    var id = UUID.randomUUID();

    send(id, 1, "raised", data -> data.put("originKind", "AUDIT").remove("originId"));
    send(id, 2, "effectiveness-verified", data -> {});

    await().atMost(30, SECONDS).until(() -> applied(id) == 2);
    assertThat(count("select count(*) from linked_nonconformity where id = '%s'", id)).isZero();
  }

  @Test
  void what_happens_again_is_effective_no_longer_unless_that_is_upheld() {
    var id = UUID.randomUUID();
    var incident = UUID.randomUUID();
    send(id, 1, "raised", data -> data.put("originId", incident.toString()));
    send(id, 2, "effectiveness-verified", data -> data.put("effective", true));
    send(id, 3, "recurred", data -> data.put("contradicted", false));
    eventually(id, 3, "effective and not contradicted");

    send(id, 4, "recurred", data -> data.put("contradicted", true));
    eventually(id, 4, "not effective and contradicted");
    send(id, 5, "recurrence-judged", data -> data.put("reopened", false));
    eventually(id, 5, "effective and not contradicted");
    send(id, 6, "recurred", data -> data.put("contradicted", true));
    send(id, 7, "recurrence-withdrawn", data -> data.put("effectiveAgain", false));
    eventually(id, 7, "not effective and contradicted");
    send(id, 8, "recurrence-withdrawn", data -> data.put("effectiveAgain", true));
    eventually(id, 8, "effective and not contradicted");
    send(id, 9, "recurred", data -> data.put("contradicted", true));
    send(id, 10, "recurrence-judged", data -> data.put("reopened", true));
    eventually(id, 10, "not effective and not contradicted");
  }

  @Test
  void poison_is_set_aside_with_its_cause() {
    var id = UUID.randomUUID();

    send(id, 1, "raised", data -> data.put("originId", "no id"));

    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from dead_letter where feed = 'audit' and aggregate_id = '%s'", id) == 1);
  }

  private static void send(UUID id, int version, String what, Consumer<ObjectNode> changes) {
    TestEvents.send(
        TestEvents.example("aims.audit.nonconformity." + what + ".v1", TestRealm.ACME, id, version, changes));
  }

  private static void eventually(UUID id, int version, String where) {
    await().atMost(30, SECONDS).until(() -> applied(id) == version);
    assertThat(count("select count(*) from linked_nonconformity where id = '%s' and " + where, id)).isOne();
  }

  private static long applied(UUID id) {
    return count("select coalesce(max(version), 0) from inbox where feed = 'audit' and aggregate_id = '%s'", id);
  }
}
