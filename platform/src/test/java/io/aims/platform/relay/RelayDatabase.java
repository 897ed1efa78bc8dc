package io.aims.platform.relay;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

import io.aims.platform.test.TestPostgres;

/** A real database with the platform's tables, seen by its roles. */
final class RelayDatabase {
  private final TestPostgres postgres = TestPostgres.start("relay");

  /** With all tables as they are today. */
  static RelayDatabase current() throws SQLException, IOException {
    var database = new RelayDatabase();
    database.migrate("V1__platform.sql");
    database.migrate("V2__streams.sql");
    database.migrate("V3__dead_letters.sql");
    database.migrate("V4__epochs.sql");
    database.migrate("V5__let_go.sql");
    database.migrate("V6__rebuild.sql");
    database.migrate("V7__let_go_epochs.sql");
    return database;
  }

  void migrate(String migration) throws SQLException, IOException {
    try (var owner = as("owner"); var sql = RelayDatabase.class.getResourceAsStream("/db/platform/" + migration)) {
      owner.createStatement()
          .execute(new String(sql.readAllBytes()).replace("${app}", "relay_app").replace("${worker}", "relay_worker"));
    }
  }

  Connection as(String role) throws SQLException {
    return postgres.connect("aims_relay", "relay_" + role, role);
  }

  Connection superuser() throws SQLException {
    return postgres.connect("aims_relay", "postgres", "postgres");
  }

  DataSource worker() {
    var database = new PGSimpleDataSource();
    database.setPortNumbers(new int[]{postgres.port()});
    database.setDatabaseName("aims_relay");
    database.setUser("relay_worker");
    database.setPassword("worker");
    return database;
  }

  /** Commits one event as a service does; the id of the event. */
  UUID record(UUID tenant, UUID aggregate, int version, Instant at) throws SQLException {
    try (var app = as("app")) {
      app.setAutoCommit(false);
      app.createStatement().execute("set app.tenant = '" + tenant + "'");
      var id = UUID.randomUUID();
      try (var insert = app.prepareStatement("""
          with appended as (
            insert into event (tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id,
                               occurred_at, actor, body, texts)
            values (?, ?, 'aims.test.thing.changed.v1', 'thing', ?, ?, gen_random_uuid(), ?, 'somebody', ?, '{}')
            returning position, tenant, occurred_at)
          insert into outbox (position, tenant, occurred_at) select position, tenant, occurred_at from appended""")) {
        insert.setObject(1, tenant);
        insert.setObject(2, id);
        insert.setObject(3, aggregate);
        insert.setInt(4, version);
        insert.setObject(5, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
        insert.setBytes(6, envelope(id, tenant, aggregate, version, at).getBytes());
        insert.executeUpdate();
      }
      app.commit();
      return id;
    }
  }

  /** Relays what waits, as a process does that starts and ends. */
  void relay(Broker broker) throws InterruptedException {
    var relay = new RelayProtocol(new JdbcRelayStore(worker()), broker,
        new Lease(UUID.randomUUID(), Duration.ofSeconds(30), System::nanoTime), 500);
    relay.round();
    relay.stop();
  }

  private static String envelope(UUID id, UUID tenant, UUID aggregate, int version, Instant at) {
    return """
        {"id":"%s","source":"/aims/risk-service","type":"aims.test.thing.changed.v1","tenantid":"%s","aggregatetype":"thing",
         "subject":"%s","aggregateversion":%d,"correlationid":"%s","actor":"somebody","time":"%s","data":{}}"""
        .formatted(id, tenant, aggregate, version, id, at);
  }
}
