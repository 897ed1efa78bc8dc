package io.aims.audit.publication;

import static io.aims.audit.Neighbours.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agroal.api.AgroalDataSource;
import io.aims.audit.Neighbours;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;
import io.aims.platform.identity.Role;
import io.aims.platform.test.TenancyContract;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.http.TestHTTPResource;

/** A ledger that no other test writes, and what a restored backup would make of it. */
abstract class OwnLedger {
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
  UUID organisation;

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

  List<Hash> leaves() throws SQLException {
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
  void others(int first, int count) throws SQLException {
    execute("insert into ledger_entry (tenant, idx, event_id, type, source, aggregate_type, aggregate_id,"
        + " aggregate_version, correlation_id, actor, occurred_at, leaf_hash, body)"
        + " select tenant, n, gen_random_uuid(), type, source, aggregate_type, gen_random_uuid(), 1, correlation_id, actor,"
        + " occurred_at, sha256(convert_to(n::text, 'UTF8')), body from ledger_entry, generate_series(" + first + ", "
        + (first + count - 1) + ") n where tenant = ? and idx = 0");
    execute("update ledger set size = " + (first + count) + " where tenant = ?");
  }

  List<ObjectNode> record(int count) {
    var events = IntStream.range(0, count)
        .mapToObj(i -> Neighbours.any(organisation, UUID.randomUUID(), 1))
        .toList();
    Neighbours.send(events);
    return events;
  }

  /** Those of the events that the ledger does not hold, in their order. */
  List<ObjectNode> lost(List<ObjectNode> events) throws SQLException {
    var held = eventIds().stream().map(UUID::toString).collect(Collectors.toSet());
    return events.stream().filter(event -> !held.contains(event.path("id").asText())).toList();
  }

  List<UUID> eventIds() throws SQLException {
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

  byte[] leafHashes() throws SQLException {
    var bytes = new ByteArrayOutputStream();
    leaves().forEach(leaf -> bytes.writeBytes(leaf.bytes()));
    return bytes.toByteArray();
  }

  Path order() {
    return config.dir().resolve("checkpoints/" + organisation + "/order");
  }

  void published(int size) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(200)
            .header("ETag", "\"" + size + "\""));
  }

  void refused(String why) {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .body("detail", containsString(why)));
  }

  void refused() {
    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(503)
            .body("type", equalTo("urn:aims:problem:not-ready")));
  }

  String checkpoint() {
    return as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint").asString();
  }

  /** The process runs on with a backup of the time when the ledger had {@code size} entries. */
  void restored(int size) throws Exception {
    integrator.stop(null);
    forgetFrom(size);
    integrator.start(null);
  }

  /** What a restored backup of the time when the ledger had {@code size} entries would contain. */
  void forgetFrom(int size) throws SQLException {
    execute("delete from inbox i using ledger_entry e where i.tenant = ? and e.tenant = i.tenant"
        + " and e.aggregate_id = i.aggregate_id and e.idx >= " + size);
    execute("delete from ledger_entry where tenant = ? and idx >= " + size);
    execute("delete from ledger_node where tenant = ? and (idx + 1) << level > " + size);
    execute("delete from checkpoint where tenant = ?");
    execute("update ledger set size = " + size + " where tenant = ?");
    execute("update ledger_tree set size = " + size + ", published = 0 where tenant = ?");
  }

  void execute(String sql) throws SQLException {
    try (var connection = TenancyContract.superuser(); var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organisation);
      statement.executeUpdate();
    }
  }

  long rows(String table) throws SQLException {
    try (var connection = TenancyContract.superuser();
        var statement = connection.prepareStatement("select count(*) from " + table + " where tenant = ?")) {
      statement.setObject(1, organisation);
      var row = statement.executeQuery();
      row.next();
      return row.getLong(1);
    }
  }
}
