package io.aims.audit.publication;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.audit.Neighbours;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class RestoredLedgerTest extends OwnLedger {
  @Test
  void what_a_restored_backup_has_lost_comes_back_to_its_places() throws Exception {
    var events = record(5);
    published(5);
    var before = checkpoint();
    var inOrder = eventIds();
    restored(3);
    refused("are awaited");

    record(2);
    await().atMost(30, SECONDS).until(() -> rows("ledger_entry") == 5);
    Neighbours.send(lost(events).reversed());

    published(7);
    as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/proofs/consistency?first=5&second=7")
        .then()
        .statusCode(200)
        .body("firstRootHash", equalTo(before.split("\n")[2]));
    assertThat(rows("ledger_place")).isZero();
    assertThat(eventIds()).hasSize(7).startsWith(inOrder.toArray(UUID[]::new));
  }

  @Test
  void a_database_that_is_put_back_beneath_a_running_process_takes_nothing_to_a_wrong_place() throws Exception {
    var events = record(5);
    published(5);
    var before = checkpoint();

    integrator.stop(null);
    forgetFrom(3);
    Neighbours.send(lost(events).reversed());
    await().atMost(30, SECONDS).until(() -> rows("parked_event") == 2);
    assertThat(rows("ledger_entry")).isEqualTo(3);

    integrator.start(null);

    await().atMost(60, SECONDS).until(() -> rows("ledger_entry") == 5);
    published(5);
    assertThat(checkpoint()).isEqualTo(before);
  }

  @Test
  void a_restart_while_entries_are_awaited_awaits_them_still() throws Exception {
    var events = record(5);
    published(5);
    restored(2);
    refused("are awaited");
    var lost = lost(events);
    Neighbours.send(lost.getLast());
    await().atMost(30, SECONDS).until(() -> rows("ledger_place") == 2);
    integrator.stop(null);
    integrator.start(null);
    refused("are awaited");

    Neighbours.send(lost);

    published(5);
  }

  @Test
  void an_order_that_is_not_that_of_the_checkpoint_puts_nothing_back() throws Exception {
    var events = record(5);
    published(5);
    integrator.stop(null);
    forgetFrom(3);
    var bytes = Files.readAllBytes(order());
    bytes[4 * 32] ^= 1;
    Files.write(order(), bytes);

    integrator.start(null);

    refused("not that of the checkpoint");
    assertThat(rows("ledger_place")).isZero();
    bytes[4 * 32] ^= 1;
    Files.write(order(), bytes);
    refused("are awaited");
    Neighbours.send(lost(events));
    published(5);
  }

  @Test
  void a_ledger_that_cannot_be_put_back_keeps_no_other_ones_events_waiting() throws Exception {
    record(5);
    published(5);
    integrator.stop(null);
    forgetFrom(3);
    Files.delete(order());
    integrator.start(null);
    refused("was not kept");
    var broken = organisation;
    record(1);

    organisation = UUID.randomUUID();
    record(3);

    published(3);
    organisation = broken;
    await().atMost(30, SECONDS).until(() -> rows("parked_event") == 1);
    assertThat(rows("ledger_entry")).isEqualTo(3);
  }

  /** They have come to the topic behind an event of the epoch that has begun since. */
  @Test
  void entries_of_an_epoch_that_was_given_up_come_back_although_they_have_no_effect() throws Exception {
    var aggregate = UUID.randomUUID();
    var events = new ArrayList<>(record(3));
    var given = Neighbours.any(organisation, aggregate, 1);
    events.add(given);
    Neighbours.send(given);
    published(4);
    var before = checkpoint();
    restored(3);
    refused("are awaited");
    var again = Neighbours.any(organisation, aggregate, 1).put("id", UUID.randomUUID().toString());
    TestEvents.sendOf(2, again);
    await().atMost(30, SECONDS).until(() -> rows("ledger_entry") == 4);

    Neighbours.send(lost(events));

    published(5);
    as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/proofs/consistency?first=4&second=5")
        .then()
        .statusCode(200)
        .body("firstRootHash", equalTo(before.split("\n")[2]));
  }

  @Test
  void what_another_event_has_replaced_in_its_epoch_comes_back_to_its_place_too() throws Exception {
    var aggregate = UUID.randomUUID();
    var events = new ArrayList<>(record(2));
    var replaced = Neighbours.any(organisation, aggregate, 1);
    events.add(replaced);
    published(2);
    Neighbours.send(replaced);
    published(3);
    var before = checkpoint();
    restored(2);
    refused("are awaited");
    Neighbours.send(Neighbours.any(organisation, aggregate, 1).put("id", UUID.randomUUID().toString()));
    await().atMost(30, SECONDS).until(() -> rows("ledger_entry") == 3);

    Neighbours.send(lost(events));

    published(4);
    as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/proofs/consistency?first=3&second=4")
        .then()
        .body("firstRootHash", equalTo(before.split("\n")[2]));
  }

  @Test
  void nothing_takes_a_place_that_a_checkpoint_may_cover_which_can_not_be_read() throws Exception {
    var events = record(5);
    published(5);
    integrator.stop(null);
    forgetFrom(3);
    var latest = config.dir().resolve("checkpoints/" + organisation + "/latest");
    var intact = Files.readString(latest);
    Files.writeString(latest, "no note");
    integrator.start(null);
    refused("can't be read");
    record(1);
    await().atMost(30, SECONDS).until(() -> rows("parked_event") == 1);
    assertThat(rows("ledger_entry")).isEqualTo(3);

    Files.writeString(latest, intact);
    refused("are awaited");
    Neighbours.send(lost(events));

    await().atMost(60, SECONDS).until(() -> rows("ledger_entry") == 6);
    published(6);
  }

  /** Batches of two, and a second restore before the first is made good. */
  @Test
  void places_are_reserved_in_batches_and_again() throws Exception {
    var events = record(7);
    published(7);
    var before = checkpoint();
    integrator.stop(null);
    forgetFrom(5);
    var publisher = new Publisher(database, config.dir(), keys, standing, Clock.systemUTC(), 2);
    publisher.round();
    assertThat(rows("ledger_place")).isEqualTo(2);
    forgetFrom(3);
    execute("delete from ledger_place where tenant = ?");
    new Publisher(database, config.dir(), keys, standing, Clock.systemUTC(), 2).round();
    assertThat(rows("ledger_place")).isEqualTo(4);

    Neighbours.send(lost(events).reversed());
    await().atMost(30, SECONDS).until(() -> rows("ledger_entry") == 7);
    publisher.round();

    assertThat(checkpoint()).isEqualTo(before);
    assertThat(Files.readAllBytes(order())).isEqualTo(leafHashes());
    integrator.start(null);
  }

  @Test
  void a_restored_backup_whose_order_is_lost_publishes_nothing_and_says_so() throws Exception {
    record(5);
    published(5);
    integrator.stop(null);
    forgetFrom(3);
    Files.delete(order());

    integrator.start(null);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .header("Retry-After", equalTo("300"))
            .contentType("application/problem+json")
            .body("type", equalTo("urn:aims:problem:not-ready"))
            .body("detail", containsString("was not kept")));
    given().get(readiness)
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'ledger' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'ledger' }.data.'" + organisation + "'", containsString("older backup"));
    as(organisation, Role.GOVERNANCE_OFFICER).body("{\"reason\":\"audit\"}")
        .post("/v1/evidence-packs")
        .then()
        .statusCode(503);
  }

  @Test
  void a_restored_backup_that_has_grown_since_is_noticed_too() throws Exception {
    record(5);
    published(5);
    integrator.stop(null);
    forgetFrom(3);
    others(3, 4);

    integrator.start(null);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .body("detail", containsString("not those of the checkpoint")));
    assertThat(rows("checkpoint")).isZero();
  }

  @Test
  void what_was_published_is_not_put_back_where_other_entries_are() throws Exception {
    record(5);
    published(5);
    integrator.stop(null);
    forgetFrom(3);
    others(3, 1);

    integrator.start(null);

    refused("not those that were published");
    assertThat(rows("ledger_place")).isZero();
  }

  /** One organisation's row is held by somebody: its comparison fails, and only that. */
  @Test
  void what_can_not_be_compared_closes_nobody_else() throws Exception {
    record(2);
    published(2);
    var other = organisation;
    organisation = UUID.randomUUID();
    var events = record(3);
    published(3);
    integrator.stop(null);
    forgetFrom(1);
    try (var held = TenancyContract.superuser()) {
      held.createStatement().execute("set idle_in_transaction_session_timeout = 0");
      held.setAutoCommit(false);
      try (var lock = held.prepareStatement("select from ledger where tenant = ? for update")) {
        lock.setObject(1, organisation);
        lock.execute();
      }
      integrator.start(null);
      refused("could not be compared");
      var broken = organisation;
      organisation = other;

      for (var size = 3; size <= 7; size++) {
        record(1);
        publishedWithoutPause(size);
      }

      organisation = broken;
      held.rollback();
    }
    refused("are awaited");
    Neighbours.send(lost(events));
    published(3);
  }

  /** Whoever asks meanwhile is always answered. */
  private void publishedWithoutPause(int size) {
    await().atMost(5, SECONDS)
        .until(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(200)
            .extract()
            .header("ETag")
            .equals("\"" + size + "\""));
  }

  /** Places are reserved between the look for an own one and the taking of the next: the event looks again. */
  @Test
  void places_that_are_reserved_while_an_event_is_under_way_are_found_by_it() throws Exception {
    var events = record(4);
    published(4);
    var before = checkpoint();
    integrator.stop(null);
    forgetFrom(2);
    try (var held = TenancyContract.superuser()) {
      held.setAutoCommit(false);
      try (var reserve = held.prepareStatement("""
          update ledger set size = 4, reservations = reservations + 1 where tenant = ?""")) {
        reserve.setObject(1, organisation);
        reserve.executeUpdate();
      }
      var leaves = Files.readAllBytes(order());
      try (var place = held.prepareStatement("insert into ledger_place (tenant, leaf_hash, idx) values (?, ?, ?)")) {
        for (var idx = 2; idx < 4; idx++) {
          place.setObject(1, organisation);
          place.setBytes(2, Arrays.copyOfRange(leaves, idx * 32, idx * 32 + 32));
          place.setInt(3, idx);
          place.executeUpdate();
        }
      }
      standing.covers(organisation, 2);
      Neighbours.send(lost(events).reversed());
      await().atMost(30, SECONDS).until(this::somebodyWaits);
      held.commit();
    }

    await().atMost(60, SECONDS).until(() -> rows("ledger_entry") == 4);
    assertThat(rows("ledger_place")).isZero();
    integrator.start(null);
    published(4);
    assertThat(checkpoint()).isEqualTo(before);
  }

  /** A statement of the service is held up by a lock. */
  private boolean somebodyWaits() throws SQLException {
    try (var connection = TenancyContract.superuser();
        var row = connection.createStatement()
            .executeQuery("select exists (select from pg_locks where not granted)")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
