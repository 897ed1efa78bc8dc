package io.aims.incident.system;

import static io.aims.incident.Acme.count;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class SystemFeedTest {

  @Test
  void a_system_is_followed_through_its_life() {
    var id = Acme.system("Feed");

    send(id, 2, "runtime-bound", data -> data.put("bindingId", id.toString()).put("workload", "feed-api"));
    send(id, 3, "changed", data -> data.put("name", "Feed renamed"));
    send(id, 4, "stage-moved", data -> data.put("to", "RETIREMENT"));

    eventually("id = '%s' and name = 'Feed renamed' and lifecycle_stage = 'RETIREMENT'"
        + " and places -> 'all' -> 0 ->> 'workload' = 'feed-api'", id);
    send(id, 5, "runtime-unbound", data -> data.put("bindingId", id.toString()));
    eventually("id = '%s' and places = '{\"all\":[]}'", id);
  }

  @Test
  void an_event_that_comes_twice_or_too_early_has_its_effect_once_and_in_order() {
    var id = Acme.system("Order");

    send(id, 3, "changed", data -> data.put("name", "third"));
    send(id, 1, "registered", data -> data.put("name", "again"));
    send(id, 2, "changed", data -> data.put("name", "second"));

    eventually("id = '%s' and name = 'third'", id);
  }

  @Test
  void unknown_types_and_poison_stop_nobody() {
    var id = Acme.system("Poison");
    var unknown = TestEvents.example("aims.inventory.ai-system.changed.v1", TestRealm.ACME, id, 2, data -> {});

    TestEvents.sendRaw("aims.inventory.events.v1", id.toString(), "no event".getBytes());
    TestEvents.send(unknown.put("type", "aims.inventory.ai-system.painted.v1"));
    send(id, 3, "changed", data -> data.put("name", "after"));

    eventually("id = '%s' and name = 'after'", id);
  }

  @Test
  void only_the_event_at_fault_is_set_aside_and_what_comes_before_it_keeps_its_effect() {
    var id = Acme.system("Fault");
    var poison = TestEvents.example("aims.inventory.ai-system.changed.v1", TestRealm.ACME, id, 3, data -> {});
    poison.put("data", "not an object");

    TestEvents.send(poison);
    send(id, 2, "changed", data -> data.put("name", "before the fault"));
    send(id, 4, "changed", data -> data.put("name", "behind the fault"));

    eventually("id = '%s' and name = 'before the fault'", id);
    await().atMost(30, SECONDS)
        .until(() -> count("select version from dead_letter where aggregate_id = '%s'", id) == 3
            && count("select version from parked_event where aggregate_id = '%s'", id) == 4);
  }

  @Test
  void a_system_with_a_maintenance_window_is_made_anew() {
    var organisation = UUID.randomUUID();
    var id = UUID.randomUUID();
    var registered = TestEvents.example("aims.inventory.ai-system.registered.v1", organisation, id, 1,
        data -> data.put("name", "Anew"));
    TestEvents.send(registered);
    eventually("id = '%s' and name = 'Anew'", id);
    engineer(organisation).body("""
        {"systemId":"%s","startsAt":"%s","endsAt":"%s","reason":"upgrade"}"""
        .formatted(id, Instant.now(), Instant.now().plusSeconds(600)))
        .post("/v1/maintenance-windows")
        .then()
        .statusCode(201);
    Acme.tamper("update known_system set name = 'wrong' where id = '%s'", id);

    engineer(organisation).body("{\"reason\":\"the names are wrong\"}")
        .post("/v1/feeds/inventory/rebuild")
        .then()
        .statusCode(202);
    TestEvents.send(registered);

    eventually("id = '%s' and name = 'Anew'", id);
    await().atMost(30, SECONDS)
        .until(() -> "DONE".equals(engineer(organisation).get("/v1/feeds/inventory/rebuild").<String>path("state")));
  }

  private static RequestSpecification engineer(UUID organisation) {
    return given().auth()
        .oauth2(TestRealm.token(organisation, Role.PLATFORM_ENGINEER))
        .contentType("application/json");
  }

  private static void send(UUID id, int version, String what, Consumer<ObjectNode> changes) {
    TestEvents.send(
        TestEvents.example("aims.inventory.ai-system." + what + ".v1", TestRealm.ACME, id, version, changes));
  }

  private static void eventually(String where, UUID id) {
    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_system where " + where, id) == 1);
  }
}
