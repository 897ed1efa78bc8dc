package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.aims.platform.stream.StreamHead;

class StreamTablesTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static RelayDatabase database;
  private final UUID tenant = UUID.randomUUID();
  private final UUID aggregate = UUID.randomUUID();
  private final MemoryBroker broker = new MemoryBroker();

  @BeforeAll
  static void database() throws Exception {
    database = RelayDatabase.current();
  }

  @Test
  void places_are_on_disk_before_sending_without_a_gap_and_the_same_when_sent_again() throws Exception {
    for (var version = 1; version <= 5; version++) {
      database.record(tenant, aggregate, version, NOW);
      database.record(UUID.randomUUID(), UUID.randomUUID(), 1, NOW);
    }
    broker.onSend = event -> assertThat(seqs(tenant)).containsExactly(1L, 2L, 3L, 4L, 5L);
    broker.away = true;
    var relay = relay();
    assertThatThrownBy(relay::round).isInstanceOf(Away.class);
    broker.away = false;

    relay.round();
    relay.round();

    assertThat(broker.topic.stream().filter(e -> e.aggregateId().equals(aggregate)).map(e -> e.place().seq()))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(count("select count(*) from outbox")).isZero();
  }

  @Test
  void the_head_is_the_digest_of_the_events_in_their_places() throws Exception {
    for (var version = 1; version <= 4; version++) {
      database.record(tenant, aggregate, version, NOW);
    }

    relay().round();

    var expected = StreamHead.EMPTY;
    try (var worker = database.as("worker");
        var rows = worker.createStatement()
            .executeQuery(
                "select body from event join stream_entry using (position) where stream_entry.tenant = '" + tenant
                    + "' order by seq")) {
      while (rows.next()) {
        expected = expected.append(rows.getBytes(1));
      }
    }
    try (var transaction = new JdbcRelayStore(database.worker()).begin()) {
      assertThat(transaction.heads(java.util.Set.of(tenant))).containsEntry(tenant, expected);
      assertThat(expected.size()).isEqualTo(4);
    }
  }

  @Test
  void what_waits_when_a_loss_is_accepted_belongs_to_the_epoch_of_its_recording() throws Exception {
    var restored = RelayDatabase.current();
    restored.record(tenant, aggregate, 1, NOW);
    restored.record(tenant, aggregate, 2, NOW);

    assertThat(accept(restored, 4)).isEqualTo(5);

    restored.record(tenant, aggregate, 3, NOW);
    assertThat(accept(restored, 1)).isEqualTo(6);
    restored.record(tenant, aggregate, 4, NOW);
    relay(restored).round();
    assertThat(broker.topic).extracting(Outgoing::place)
        .containsExactly(new Place(1, 1), new Place(2, 1), new Place(3, 5), new Place(4, 6));
  }

  @Test
  void what_is_sent_again_comes_behind_new_events_and_a_few_at_a_time() throws Exception {
    for (var version = 1; version <= 150; version++) {
      database.record(tenant, aggregate, version, NOW);
    }
    var relay = relay();
    relay.round();
    relay.round();
    broker.topic.clear();
    try (var worker = database.as("worker")) {
      worker.createStatement()
          .execute("""
              insert into outbox (position, tenant, occurred_at, replay)
              select position, tenant, occurred_at, true from event where tenant = '%s'""".formatted(tenant));
    }
    database.record(tenant, aggregate, 151, NOW);

    relay.round();

    assertThat(broker.topic).hasSize(101);
    assertThat(broker.topic).extracting(e -> e.place().seq()).startsWith(151L, 1L, 2L).endsWith(100L);
    relay.round();
    assertThat(broker.topic).extracting(e -> e.place().seq()).hasSize(151).endsWith(150L);
  }

  @Test
  void a_version_that_does_not_follow_is_refused() throws Exception {
    database.record(tenant, aggregate, 1, NOW);

    assertThatThrownBy(() -> database.record(tenant, aggregate, 3, NOW)).isInstanceOf(SQLException.class)
        .hasMessageContaining("does not follow");
    assertThatThrownBy(() -> database.record(tenant, UUID.randomUUID(), 2, NOW)).isInstanceOf(SQLException.class)
        .hasMessageContaining("does not follow");
  }

  @Test
  void a_second_event_of_one_version_is_refused_in_whatever_month() throws Exception {
    database.record(tenant, aggregate, 1, NOW);
    database.record(tenant, aggregate, 2, NOW);

    assertThatThrownBy(() -> database.record(tenant, aggregate, 2, NOW.plus(Duration.ofDays(40))))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> database.record(tenant, aggregate, 1, NOW.plus(Duration.ofDays(40))))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void the_next_two_months_have_their_partitions() throws Exception {
    assertThat(count("""
        select count(*) from pg_inherits where inhparent = 'event'::regclass and inhrelid::regclass::text in (
          select 'event_' || to_char(now() at time zone 'UTC' + make_interval(months => m), 'YYYY_MM')
          from generate_series(0, 2) m)""")).isEqualTo(3);
  }

  @Test
  void events_of_an_unprepared_month_are_taken_and_moved_when_it_is_prepared() throws Exception {
    var past = Instant.parse("2019-05-31T23:59:59.999999Z");
    database.record(tenant, aggregate, 1, past);
    assertThat(count("select count(*) from event_default")).isPositive();

    try (var worker = database.as("worker")) {
      worker.createStatement().execute("select prepare_event_months()");
    }

    assertThat(count("select count(*) from event_default")).isZero();
    assertThat(count("select count(*) from event_2019_05")).isPositive();
  }

  @Test
  void an_aggregates_history_is_found_by_index_in_every_month() throws Exception {
    try (var owner = database.as("owner")) {
      owner.createStatement().execute("analyze event");
    }
    try (var app = database.as("app")) {
      app.createStatement().execute("set app.tenant = '" + tenant + "'");
      app.createStatement().execute("set enable_seqscan = off");
      var plan = new ArrayList<String>();
      try (var rows = app.createStatement()
          .executeQuery(
              """
                  explain select id, type, body, cast(texts as text) from event
                  where tenant = '%s' and aggregate_id = '%s' and aggregate_version > 3 order by aggregate_version limit 51"""
                  .formatted(tenant, aggregate))) {
        while (rows.next()) {
          plan.add(rows.getString(1));
        }
      }
      assertThat(String.join("\n", plan)).contains("Index Scan")
          .contains("aggregate_version > 3")
          .doesNotContain("Seq Scan");
    }
  }

  private static int accept(RelayDatabase restored, int above) throws SQLException {
    try (var owner = restored.as("owner");
        var row = owner.createStatement().executeQuery("select accept_restore('a disk failed', %d)".formatted(above))) {
      row.next();
      return row.getInt(1);
    }
  }

  private RelayProtocol relay() throws SQLException {
    return relay(database);
  }

  private RelayProtocol relay(RelayDatabase database) throws SQLException {
    try (var worker = database.as("worker")) {
      worker.createStatement().execute("update lease set expires_at = now() - interval '1 second'");
    }
    return new RelayProtocol(new JdbcRelayStore(database.worker()), broker,
        new Lease(UUID.randomUUID(), Duration.ofSeconds(30), System::nanoTime), 500);
  }

  private static List<Long> seqs(UUID tenant) {
    try (var worker = database.as("worker");
        var rows = worker.createStatement()
            .executeQuery("select seq from stream_entry where tenant = '" + tenant + "' order by seq")) {
      var seqs = new ArrayList<Long>();
      while (rows.next()) {
        seqs.add(rows.getLong(1));
      }
      return seqs;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(String sql) throws SQLException {
    try (var owner = database.superuser(); var row = owner.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
