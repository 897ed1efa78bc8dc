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

import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agroal.api.AgroalDataSource;
import io.aims.audit.Neighbours;
import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
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
  void leaveASoundLedger() {
    standing.sound(organisation);
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
  void a_restored_backup_publishes_nothing_and_says_so() throws Exception {
    record(5);
    published(5);
    integrator.stop(null);
    forgetFrom(3);

    integrator.start(null);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .header("Retry-After", equalTo("300"))
            .contentType("application/problem+json")
            .body("type", equalTo("urn:aims:problem:not-ready"))
            .body("detail", containsString("restored from an older backup")));
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
    record(4);
    await().atMost(30, SECONDS).until(() -> rows("ledger_entry") == 7);

    integrator.start(null);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .body("detail", containsString("not those of the checkpoint")));
    assertThat(rows("checkpoint")).isZero();
  }

  @Test
  void one_broken_ledger_does_not_keep_the_others_from_being_published() throws Exception {
    record(2);
    published(2);
    integrator.stop(null);
    forgetFrom(1);
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
    var second = new Publisher(database, new CheckpointFolder(config.dir()), keys, standing, Clock.systemUTC(), 7);
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

  private void record(int count) {
    Neighbours.send(IntStream.range(0, count)
        .mapToObj(i -> Neighbours.any(organisation, UUID.randomUUID(), 1))
        .toList());
  }

  private void published(int size) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(200)
            .header("ETag", "\"" + size + "\""));
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
