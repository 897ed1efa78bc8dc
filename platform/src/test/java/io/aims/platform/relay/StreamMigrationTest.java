package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** An installation that has worked for months gets its streams and months from what it holds. */
class StreamMigrationTest {
  private static final UUID TENANT = UUID.fromString("0190a5a0-0000-7000-8000-000000000001");
  private static final UUID AGGREGATE = UUID.fromString("0190a5a0-0000-7000-8000-000000000002");

  @Test
  void events_from_before_keep_their_positions_and_the_next_ones_follow_them() throws Exception {
    var database = new RelayDatabase();
    database.migrate("V1__platform.sql");
    try (var superuser = database.superuser()) {
      superuser.createStatement()
          .execute(
              """
                  insert into event (tenant, id, type, aggregate_type, aggregate_id, aggregate_version, correlation_id,
                                     occurred_at, actor, body, texts)
                  select '%s', gen_random_uuid(), 't', 'thing', '%s', n, gen_random_uuid(),
                         timestamptz '2026-01-15 12:00Z' + make_interval(months => n), 'somebody', convert_to('body ' || n, 'UTF8'), '{}'
                  from generate_series(1, 5) n;
                  insert into outbox select position, tenant from event where aggregate_version = 5"""
                  .formatted(TENANT, AGGREGATE));
    }

    database.migrate("V2__streams.sql");
    database.migrate("V3__dead_letters.sql");
    database.migrate("V4__epochs.sql");
    database.record(TENANT, AGGREGATE, 6, Instant.now());

    var broker = new MemoryBroker();
    var relay = new RelayProtocol(new JdbcRelayStore(database.worker()), broker,
        new Lease(UUID.randomUUID(), Duration.ofSeconds(30), System::nanoTime), 10);
    relay.round();
    assertThat(broker.topic).extracting(e -> e.place().seq()).containsExactly(5L, 6L);
    assertThat(broker.positions()).containsExactly(5L, 6L);
    assertThat(digests(database)).isEqualTo(expected(database));
    try (var superuser = database.superuser();
        var row = superuser.createStatement().executeQuery("select count(*) from event_2026_03")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(1);
    }
  }

  private static List<String> digests(RelayDatabase database) throws Exception {
    try (var worker = database.as("worker");
        var rows = worker.createStatement()
            .executeQuery("select encode(digest, 'hex') from stream_entry order by seq")) {
      var digests = new ArrayList<String>();
      while (rows.next()) {
        digests.add(rows.getString(1));
      }
      return digests;
    }
  }

  private static List<String> expected(RelayDatabase database) throws Exception {
    try (var worker = database.as("worker");
        var rows = worker.createStatement().executeQuery("select body from event order by position")) {
      var digests = new ArrayList<String>();
      var head = io.aims.platform.stream.StreamHead.EMPTY;
      while (rows.next()) {
        head = head.append(rows.getBytes(1));
        digests.add(java.util.HexFormat.of().formatHex(head.digest()));
      }
      return digests;
    }
  }
}
