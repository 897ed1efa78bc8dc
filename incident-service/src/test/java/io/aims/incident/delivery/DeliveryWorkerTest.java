package io.aims.incident.delivery;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.deliver;
import static io.aims.incident.Acme.tamper;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;

/** Faults are made in the database, where a crash would leave its traces as well. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class DeliveryWorkerTest {
  @Inject
  DeliveryWorker worker;
  @Inject
  DeliveryQueue queue;
  @Inject
  Transactions transactions;

  @AfterEach
  void heal() {
    tamper("drop trigger if exists fault on signal; drop trigger if exists fault on delivery_queue");
  }

  @Test
  void a_delivery_that_is_queued_again_after_its_effect_has_none_any_more() {
    var source = Acme.source();
    String delivery = deliver(source, Alert.bias().posted()).statusCode(202).extract().path("deliveryId");
    Acme.settled(source);

    queueAgain(delivery);
    worker.wake(TestRealm.ACME, Set.of(UUID.fromString(source)));
    await().atMost(30, SECONDS).until(() -> queued(delivery) == 0);

    assertThat(firing(source)).isOne();
  }

  @Test
  void a_crash_after_the_effects_and_before_the_commit_leaves_nothing_and_the_next_try_does_it_once() {
    var source = Acme.source();
    failWhen("delivery_queue", "delete", "true");

    String delivery = deliver(source, Alert.bias().posted()).statusCode(202).extract().path("deliveryId");
    await().atMost(30, SECONDS).until(() -> attempts(delivery) >= 1);
    assertThat(queued(delivery)).isOne();
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isZero();
    heal();
    Acme.settled(source);

    assertThat(firing(source)).isOne();
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", source)).isOne();
  }

  @Test
  void a_delivery_at_fault_is_set_aside_with_its_cause_and_stops_nobody() {
    var source = Acme.source();
    failWhen("signal", "insert or update", "new.metric = 'poison'");

    String bad = deliver(source, Alert.bias().annotation("metric", "poison").posted()).extract().path("deliveryId");
    deliver(source, Alert.bias().posted()).statusCode(202);
    await().atMost(30, SECONDS).until(() -> firing(source) == 1);
    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from delivery where id = '%s' and state = 'FAILED'", bad) == 1);

    as(Role.INCIDENT_RESPONDER).get("/v1/deliveries?state=FAILED&sourceId=" + source)
        .then()
        .statusCode(200)
        .body("items.id", contains(bad))
        .body("items[0].attempts", greaterThanOrEqualTo(3))
        .body("items[0].cause", equalTo("An internal fault, which the log of the service names."));
    assertThat(queued(bad)).isZero();
    assertThat(firing(source)).isOne();
  }

  @Test
  void what_no_commit_announced_is_found_by_looking() {
    var source = Acme.source();
    String delivery = deliver(source, Alert.bias().posted()).statusCode(202).extract().path("deliveryId");
    Acme.settled(source);

    tamper("update delivery set state = 'QUEUED' where id = '%s'", delivery);
    queueAgain(delivery);

    Acme.settled(source);
    assertThat(firing(source)).isEqualTo(2);
  }

  @Test
  void who_failed_with_a_delivery_can_not_take_back_what_another_worker_has_done_with_it() throws Throwable {
    var source = Acme.source();
    var delivery = UUID.fromString(deliver(source, Alert.bias().posted()).statusCode(202).extract().path("deliveryId"));
    Acme.settled(source);

    VertxContextSupport.subscribeAndAwait(() -> transactions.in(TestRealm.ACME,
        () -> queue.giveUp(TestRealm.ACME, delivery, "too late", Instant.EPOCH)
            .chain(() -> queue.putBack(TestRealm.ACME, delivery, "too late", Duration.ZERO))));

    assertThat(count("select count(*) from delivery where id = '%s' and state = 'PROCESSED' and cause is null"
        + " and attempts = 0", delivery)).isOne();
  }

  @Test
  void a_source_whose_delivery_has_to_wait_keeps_no_other_source_waiting() throws Exception {
    var slow = Acme.source();
    var other = Stream.generate(Acme::source)
        .limit(50)
        .filter(each -> lane(each) != lane(slow))
        .findFirst()
        .orElseThrow();
    deliver(slow, Alert.bias().posted()).statusCode(202);
    Acme.settled(slow);
    try (var held = TenancyContract.superuser()) {
      held.setAutoCommit(false);
      held.createStatement().execute("select from watched_signal where source_id = '" + slow + "' for update");
      String waiting = deliver(slow, Alert.bias().posted()).statusCode(202).extract().path("deliveryId");

      deliver(other, Alert.bias().posted()).statusCode(202);

      await().atMost(5, SECONDS).until(() -> firing(other) == 1);
      assertThat(queued(waiting)).isOne();
      held.rollback();
    }
    Acme.settled(slow);
    assertThat(firing(slow)).isEqualTo(2);
  }

  @Test
  void a_lane_is_the_same_in_sql() {
    for (var i = 0; i < 8; i++) {
      var source = UUID.randomUUID();
      assertThat(count("select %s from (values (cast('%s' as uuid))) as row (source_id)", Lane.OF_SOURCE, source))
          .isEqualTo(Lane.of(TestRealm.ACME, source).number());
    }
  }

  private static int lane(String source) {
    return Lane.of(TestRealm.ACME, UUID.fromString(source)).number();
  }

  private static void queueAgain(String delivery) {
    tamper("insert into delivery_queue (tenant, lane, delivery_id, due_at) select tenant, " + Lane.OF_SOURCE
        + ", id, now() from delivery where id = '%s'", delivery);
  }

  private static void failWhen(String table, String operation, String condition) {
    tamper("""
        create or replace function fault() returns trigger language plpgsql as $$
        begin
          if %s then raise exception 'made for the test'; end if;
          return coalesce(new, old);
        end $$;
        create trigger fault before %s on %s for each row execute function fault()""", condition, operation, table);
  }

  private static long queued(String delivery) {
    return count("select count(*) from delivery_queue where delivery_id = '%s'", delivery);
  }

  private static long attempts(String delivery) {
    return count("select attempts from delivery where id = '%s'", delivery);
  }

  private static long firing(String source) {
    return count("select coalesce(sum(firing), 0) from signal where source_id = '%s'", source);
  }
}
