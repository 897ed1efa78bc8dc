package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real topic that loses what it had acknowledged, and one that lets go of it in the order of retention. */
class LostEventsTest {
  private static final int PARTITIONS = 3;
  private static String bootstrap;
  private final String topic = "aims.lost-" + UUID.randomUUID() + ".v1";
  private final UUID tenant = UUID.randomUUID();
  private final UUID aggregate = UUID.randomUUID();
  private final List<UUID> recorded = new ArrayList<>();
  private RelayDatabase database;
  private KafkaBroker broker;
  private LostEvents lost;
  private TopicCheck check;

  @BeforeAll
  static void kafka() {
    bootstrap = RelayKafka.bootstrap();
  }

  @BeforeEach
  void published() throws Exception {
    database = RelayDatabase.current();
    broker = new KafkaBroker(bootstrap, topic);
    lost = new LostEvents(Duration.ofDays(7));
    check = new TopicCheck(database.worker(), this::tail, lost);
    create();
    record(UUID.randomUUID(), 1, Instant.now().minus(8, ChronoUnit.DAYS));
    for (var i = 0; i < 8; i++) {
      record(UUID.randomUUID(), 1, Instant.now());
    }
    record(aggregate, 1, Instant.now());
    database.relay(broker);
  }

  @AfterEach
  void disconnect() throws Exception {
    broker.close(Duration.ZERO);
    delete();
  }

  @Test
  void what_the_topic_has_is_not_sent_again() throws Exception {
    assertThat(again()).isZero();
  }

  @Test
  void what_another_replica_sends_while_the_topic_is_read_is_not_lost() throws Exception {
    check = new TopicCheck(database.worker(), () -> {
      var tail = tail();
      send(aggregate, 2);
      return tail;
    }, lost);

    assertThat(again()).isZero();
  }

  /** A restore needs the database for itself: it ends every connection. */
  @Test
  void a_database_that_is_put_back_while_the_topic_is_read_is_compared_anew() throws Exception {
    check = new TopicCheck(database.worker(), () -> {
      var tail = tail();
      endConnections();
      return tail;
    }, lost);

    assertThatThrownBy(() -> check.finding()).isInstanceOf(Away.class);
  }

  private void endConnections() {
    try (var superuser = database.superuser()) {
      superuser.createStatement()
          .execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'relay_worker'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replays can have pushed it further back than is read. */
  @Test
  void what_a_long_partition_does_not_show_is_not_lost() {
    var arrived = List.of(new LostEvents.Arrived(UUID.randomUUID(), aggregate));

    assertThat(lost.lacks(new Tail(List.of(), PARTITIONS, Set.of()), arrived)).isFalse();
    assertThat(lost.lacks(new Tail(List.of(), PARTITIONS, Set.of(0, 1, 2)), arrived)).isTrue();
  }

  @Test
  void a_topic_made_anew_gets_in_their_order_all_that_it_would_still_keep() throws Exception {
    delete();
    create();

    assertThat(again()).isEqualTo(9);
    var fresh = send(aggregate, 2);

    assertThat(tail().published()).extracting(Published::eventId)
        .containsExactlyInAnyOrderElementsOf(recorded.subList(1, 11))
        .containsSubsequence(recorded.get(9), fresh);
    assertThat(again()).isZero();
  }

  @Test
  void a_partition_that_came_back_empty_is_noticed_even_behind_newer_events() throws Exception {
    delete();
    create();
    send(aggregate, 2);

    assertThat(broker.hasBegunAnew()).isTrue();
    assertThat(broker.hasBegunAnew()).isFalse();
    assertThat(again()).isEqualTo(10);
  }

  @Test
  void what_has_left_in_the_order_of_retention_stays_away() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteRecords(IntStream.range(0, PARTITIONS)
          .boxed()
          .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> RecordsToDelete.beforeOffset(-1))))
          .all()
          .get();
    }

    assertThat(tail().published()).isEmpty();
    assertThat(again()).isZero();
  }

  private UUID send(UUID of, int version) {
    try {
      var id = record(of, version, Instant.now());
      database.relay(broker);
      return id;
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID record(UUID of, int version, Instant at) throws SQLException {
    var id = database.record(tenant, of, version, at);
    recorded.add(id);
    return id;
  }

  /** How many wait once the topic has been looked at. */
  private int again() throws SQLException {
    assertThat(check.finding()).isNull();
    try (var superuser = database.superuser();
        var row = superuser.createStatement().executeQuery("select count(*) from outbox")) {
      row.next();
      return row.getInt(1);
    }
  }

  private Tail tail() {
    return new TopicTail(bootstrap, topic, "risk-service").read();
  }

  private void create() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }
  }

  private void delete() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
    }
  }
}
