package io.aims.audit.publication;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agroal.api.AgroalDataSource;
import io.aims.audit.Neighbours;
import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class PublicationTest {
  @Inject
  Integrator integrator;
  @Inject
  @DataSource("worker")
  AgroalDataSource database;
  @Inject
  LedgerKeys keys;
  @Inject
  Standing standing;
  @Inject
  PublicationConfig config;
  @TestHTTPResource(value = "/health/ready", management = true)
  URI readiness;
  private UUID organisation;

  @BeforeEach
  void anOrganisationOfItsOwn() {
    organisation = UUID.randomUUID();
  }

  @AfterEach
  void leaveASoundLedgerAndGoOn() throws InterruptedException {
    standing.covers(organisation, 0);
    standing.sound(organisation);
    integrator.stop(null);
    integrator.start(null);
  }

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
        .startsWith(before)
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
  void what_a_restored_backup_has_lost_comes_back_to_its_places() throws Exception {
    var events = record(5);
    published(5);
    var before = checkpoint();
    var inOrder = eventIds();
    integrator.stop(null);
    forgetFrom(3);
    integrator.start(null);
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
    integrator.stop(null);
    forgetFrom(2);
    integrator.start(null);
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
  void the_order_is_kept_of_what_was_published_before_it_was_kept() throws Exception {
    record(4);
    published(4);
    Files.delete(order());

    record(1);

    published(5);
    assertThat(Files.readAllBytes(order())).isEqualTo(leafHashes());
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
    integrator.stop(null);
    forgetFrom(3);
    integrator.start(null);
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
    integrator.stop(null);
    forgetFrom(2);
    integrator.start(null);
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

  @Test
  void two_processes_publish_one_ledger_between_them() throws Exception {
    var second = new Publisher(database, config.dir(), keys, standing, Clock.systemUTC(), 7);
    var running = new AtomicBoolean(true);
    var other = CompletableFuture.runAsync(() -> {
      while (running.get()) {
        assertThatNoException().isThrownBy(second::round);
      }
    });

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

  private List<Hash> leaves() throws SQLException {
    try (var connection = TenancyContract.superuser();
        var select = connection.prepareStatement("select body from ledger_entry where tenant = ? order by idx")) {
      select.setObject(1, organisation);
      var rows = select.executeQuery();
      var leaves = new ArrayList<Hash>();
      while (rows.next()) {
        leaves.add(Rfc6962.leaf(rows.getBytes(1)));
      }
      return leaves;
    }
  }

  /** Entries that nothing has come for. */
  private void others(int first, int count) throws SQLException {
    execute("insert into ledger_entry (tenant, idx, event_id, type, source, aggregate_type, aggregate_id,"
        + " aggregate_version, correlation_id, actor, occurred_at, leaf_hash, body)"
        + " select tenant, n, gen_random_uuid(), type, source, aggregate_type, gen_random_uuid(), 1, correlation_id, actor,"
        + " occurred_at, sha256(convert_to(n::text, 'UTF8')), body from ledger_entry, generate_series(" + first + ", "
        + (first + count - 1) + ") n where tenant = ? and idx = 0");
    execute("update ledger set size = " + (first + count) + " where tenant = ?");
  }

  private List<ObjectNode> record(int count) {
    var events = IntStream.range(0, count)
        .mapToObj(i -> Neighbours.any(organisation, UUID.randomUUID(), 1))
        .toList();
    Neighbours.send(events);
    return events;
  }

  /** Those of the events that the ledger does not hold, in their order. */
  private List<ObjectNode> lost(List<ObjectNode> events) throws SQLException {
    var held = eventIds().stream().map(UUID::toString).collect(Collectors.toSet());
    return events.stream().filter(event -> !held.contains(event.path("id").asText())).toList();
  }

  private List<UUID> eventIds() throws SQLException {
    try (var connection = TenancyContract.superuser();
        var select = connection.prepareStatement("select event_id from ledger_entry where tenant = ? order by idx")) {
      select.setObject(1, organisation);
      var rows = select.executeQuery();
      var ids = new ArrayList<UUID>();
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
      return ids;
    }
  }

  private byte[] leafHashes() throws SQLException {
    var bytes = new ByteArrayOutputStream();
    leaves().forEach(leaf -> bytes.writeBytes(leaf.bytes()));
    return bytes.toByteArray();
  }

  private Path order() {
    return config.dir().resolve("checkpoints/" + organisation + "/order");
  }

  private void published(int size) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(200)
            .header("ETag", "\"" + size + "\""));
  }

  private void refused(String why) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .body("detail", containsString(why)));
  }

  private void refused() {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .body("type", equalTo("urn:aims:problem:not-ready")));
  }

  private String checkpoint() {
    return as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint").asString();
  }

  /** What a restored backup of the time when the ledger had {@code size} entries would contain. */
  private void forgetFrom(int size) throws SQLException {
    execute("delete from inbox i using ledger_entry e where i.tenant = ? and e.tenant = i.tenant"
        + " and e.aggregate_id = i.aggregate_id and e.idx >= " + size);
    execute("delete from ledger_entry where tenant = ? and idx >= " + size);
    execute("delete from ledger_node where tenant = ? and (idx + 1) << level > " + size);
    execute("delete from checkpoint where tenant = ?");
    execute("update ledger set size = " + size + " where tenant = ?");
    execute("update ledger_tree set size = " + size + ", published = 0 where tenant = ?");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = TenancyContract.superuser(); var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organisation);
      statement.executeUpdate();
    }
  }

  private long rows(String table) throws SQLException {
    try (var connection = TenancyContract.superuser();
        var statement = connection.prepareStatement("select count(*) from " + table + " where tenant = ?")) {
      statement.setObject(1, organisation);
      var row = statement.executeQuery();
      row.next();
      return row.getLong(1);
    }
  }
}
