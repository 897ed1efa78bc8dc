package io.aims.audit.publication;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.audit.merkle.Frontier;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class PublicationTest extends OwnLedger {
  @Test
  void goes_on_after_a_restart_where_it_stopped() throws Exception {
    record(3);
    published(3);
    var before = checkpoint();
    integrator.stop(null);
    record(4);
    await().atMost(30, SECONDS).until(() -> rows("ledger_entry") == 7);
    assertThat(checkpoint()).isEqualTo(before);

    integrator.start(null);

    published(7);
    as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/proofs/consistency?first=3&second=7")
        .then()
        .statusCode(200)
        .body("firstRootHash", equalTo(before.split("\n")[2]));
    assertThat(Files.readString(config.dir().resolve("checkpoints/" + organisation + "/history")))
        .contains(before)
        .endsWith(checkpoint() + "\n");
  }

  @Test
  void a_crash_between_leaving_the_house_and_being_recorded_is_made_good() throws Exception {
    record(5);
    published(5);
    var left = checkpoint();
    integrator.stop(null);
    execute("delete from checkpoint where tenant = ?");
    execute("update ledger_tree set published = 0 where tenant = ?");

    integrator.start(null);

    published(5);
    assertThat(checkpoint()).isEqualTo(left);
  }

  @Test
  void the_order_is_kept_of_what_was_published_before_it_was_kept() throws Exception {
    record(4);
    published(4);
    Files.delete(order());

    record(1);

    published(5);
    assertThat(Files.readAllBytes(order())).isEqualTo(leafHashes());
  }

  @Test
  void an_order_that_is_damaged_while_the_database_is_sound_is_written_anew() throws Exception {
    record(3);
    published(3);
    integrator.stop(null);
    var bytes = Files.readAllBytes(order());
    bytes[40] ^= 1;
    Files.write(order(), bytes);

    integrator.start(null);

    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(Files.readAllBytes(order())).isEqualTo(leafHashes()));
  }

  /** The order was written, and the checkpoint was not any more. */
  @Test
  void leaves_behind_the_last_checkpoint_are_written_anew() throws Exception {
    record(3);
    published(3);
    Files.write(order(), new byte[2 * 32], StandardOpenOption.APPEND);

    record(2);

    published(5);
    assertThat(Files.readAllBytes(order())).isEqualTo(leafHashes());
  }

  @Test
  void one_broken_ledger_does_not_keep_the_others_from_being_published() throws Exception {
    record(2);
    published(2);
    integrator.stop(null);
    forgetFrom(1);
    Files.delete(order());
    integrator.start(null);
    record(1);
    var broken = organisation;

    organisation = UUID.randomUUID();
    record(2);

    published(2);
    standing.sound(broken);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_damaged_checkpoint_concerns_its_organisation_until_it_is_put_right(boolean unreadable) throws Exception {
    var others = organisation;
    record(1);
    published(1);
    organisation = UUID.randomUUID();
    record(2);
    published(2);
    integrator.stop(null);
    var latest = config.dir().resolve("checkpoints/" + organisation + "/latest");
    var intact = Files.readString(latest);
    Files.delete(latest);
    if (unreadable) {
      Files.createDirectory(latest);
    } else {
      Files.writeString(latest, "no note");
    }

    integrator.start(null);

    refused();
    given().get(readiness)
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'ledger' }.data.'" + organisation + "'", notNullValue())
        .body("checks.find { it.name == 'ledger' }.data.'" + others + "'", nullValue());
    record(1);
    refused();
    var damaged = organisation;
    organisation = others;
    record(1);
    published(2);
    organisation = damaged;
    Files.delete(latest);
    Files.writeString(latest, intact);
    published(3);
  }

  @Test
  void what_cannot_be_written_for_one_organisation_does_not_keep_the_others_waiting() throws Exception {
    organisation = new UUID(0, UUID.randomUUID().getMostSignificantBits() >>> 1);
    record(1);
    published(1);
    var history = config.dir().resolve("checkpoints/" + organisation + "/history");
    var intact = Files.readString(history);
    Files.delete(history);
    Files.createDirectory(history);
    record(1);
    var first = organisation;

    organisation = UUID.randomUUID();
    record(2);

    published(2);
    organisation = first;
    published(1);
    Files.delete(history);
    Files.writeString(history, intact);
    published(2);
  }

  /** The database may be another one when it answers again. */
  @Test
  void while_no_round_can_be_made_nothing_is_relied_upon() throws Exception {
    record(1);
    published(1);
    try (var held = TenancyContract.superuser()) {
      held.createStatement().execute("set idle_in_transaction_session_timeout = 0");
      held.setAutoCommit(false);
      held.createStatement().execute("lock table ledger_tree in access exclusive mode");

      await().atMost(30, SECONDS).until(() -> !standing.ready());

      held.rollback();
    }
    await().atMost(30, SECONDS).until(standing::ready);
    published(1);
  }

  @Test
  void two_processes_publish_one_ledger_between_them() throws Exception {
    var second = new Publisher(database, config.dir(), keys, standing, Clock.systemUTC(), 7);
    var running = new AtomicBoolean(true);
    var other = CompletableFuture.runAsync(() -> {
      while (running.get()) {
        assertThatNoException().isThrownBy(second::round);
      }
    }, task -> Thread.ofPlatform().daemon().start(task));

    record(120);

    published(120);
    running.set(false);
    other.get(10, SECONDS);
    var tree = Frontier.EMPTY.append(leaves()).frontier();
    assertThat(checkpoint().split("\n")[2]).isEqualTo(tree.root().base64());
    as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/proofs/inclusion?index=77")
        .then()
        .body("rootHash", equalTo(tree.root().base64()));
  }
}
