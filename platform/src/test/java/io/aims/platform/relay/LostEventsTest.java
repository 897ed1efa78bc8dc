package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

import io.aims.platform.test.RealEngines;

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

  @BeforeAll
  static void kafka() {
    var engines = new RealEngines();
    engines.init(Map.of("context", "relay"));
    bootstrap = engines.start().get("aims.kafka.bootstrap");
  }

  @BeforeEach
  void published() throws Exception {
    database = RelayDatabase.current();
    broker = new KafkaBroker(bootstrap, topic);
    lost = new LostEvents(database.worker(), Duration.ofDays(7));
    create();
    record(UUID.randomUUID(), 1, Instant.now().minus(8, ChronoUnit.DAYS));
    for (var i = 0; i < 8; i++) {
      record(UUID.randomUUID(), 1, Instant.now());
    }
    record(aggregate, 1, Instant.now());
    relayAll();
  }

  @AfterEach
  void disconnect() throws Exception {
    broker.close(Duration.ZERO);
    delete();
  }

  @Test
  void what_the_topic_has_is_not_sent_again() {
    assertThat(lost.putBack(tail())).isZero();
  }

  @Test
  void a_topic_made_anew_gets_in_their_order_all_that_it_would_still_keep() throws Exception {
    delete();
    create();

    assertThat(lost.putBack(tail())).isEqualTo(9);
    assertThat(lost.putBack(tail())).as("those wait by now").isZero();
    var fresh = record(aggregate, 2, Instant.now());
    relayAll();

    assertThat(tail().published()).extracting(Published::eventId)
        .containsExactlyInAnyOrderElementsOf(recorded.subList(1, 11))
        .containsSubsequence(recorded.get(9), fresh);
    assertThat(lost.putBack(tail())).isZero();
  }

  @Test
  void a_partition_that_came_back_empty_is_noticed_even_behind_newer_events() throws Exception {
    delete();
    create();
    record(aggregate, 2, Instant.now());
    relayAll();

    assertThat(broker.hasBegunAnew()).isTrue();
    assertThat(broker.hasBegunAnew()).isFalse();
    assertThat(lost.putBack(tail())).isEqualTo(10);
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
    assertThat(lost.putBack(tail())).isZero();
  }

  private UUID record(UUID of, int version, Instant at) throws Exception {
    var id = database.record(tenant, of, version, at);
    recorded.add(id);
    return id;
  }

  private Tail tail() {
    return new TopicTail(bootstrap, topic, "risk-service").read();
  }

  private void relayAll() throws InterruptedException {
    var relay = new RelayProtocol(new JdbcRelayStore(database.worker()), broker,
        new Lease(UUID.randomUUID(), Duration.ofSeconds(30), System::nanoTime), 500);
    relay.round();
    relay.stop();
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
