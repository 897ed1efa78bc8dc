package io.aims.platform.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestEvents;

class RestoreCheckTest {
  private static final String TOPIC = "aims.risk.events.v1";
  private static final Instant NOW = Instant.now();
  private static String bootstrap;
  private final UUID tenant = UUID.randomUUID();
  private final UUID aggregate = UUID.randomUUID();
  private RelayDatabase database;
  private KafkaBroker broker;

  @BeforeAll
  static void kafka() {
    bootstrap = RelayKafka.bootstrap();
  }

  /** Each test has a database of its own; what the tests before have published is foreign to it. */
  @BeforeEach
  void publishThree() throws Exception {
    database = RelayDatabase.current();
    broker = new KafkaBroker(bootstrap, TOPIC);
    for (var version = 1; version <= 3; version++) {
      database.record(tenant, aggregate, version, NOW);
    }
    database.relay(broker);
  }

  @AfterEach
  void disconnect() {
    broker.close(Duration.ZERO);
  }

  @Test
  void a_database_that_holds_all_that_was_published_goes_on() throws Exception {
    TestEvents.sendRaw(TOPIC, "nonsense", "nonsense".getBytes(UTF_8));

    assertThat(finding()).isNull();
  }

  @Test
  void an_earlier_backup_is_noticed_by_the_events_it_lacks() throws Exception {
    forgetNewest();

    assertThat(finding()).contains("event 3 of organisation " + tenant).contains("published is 1:");
  }

  @Test
  void a_backup_from_before_an_accepted_loss_is_noticed_and_names_the_epoch_that_must_not_be_used_again()
      throws Exception {
    forgetNewest();
    accept(1);
    database.record(tenant, aggregate, 3, NOW);
    database.relay(broker);
    forgetNewest();
    try (var superuser = database.superuser()) {
      superuser.createStatement().execute("delete from stream_epoch where epoch = 2");
    }

    assertThat(finding()).contains("event 3 of organisation " + tenant).contains("published is 2:");
    assertThat(accept(2)).isEqualTo(3);
    assertThat(finding()).isNull();
  }

  @Test
  void an_earlier_backup_is_noticed_although_the_place_was_given_anew() throws Exception {
    forgetNewest();
    database.record(tenant, aggregate, 3, NOW);
    try (var transaction = new JdbcRelayStore(database.worker()).begin()) {
      var other = transaction.next(1).getFirst();
      transaction.number(List.of(new Numbered(other, new Place(3, 1),
          new io.aims.platform.stream.StreamHead(3, new byte[32]))));
      transaction.commit(true);
    }

    assertThat(finding()).contains("event 3 of organisation " + tenant);
  }

  @Test
  void after_the_loss_is_accepted_events_of_the_next_epoch_follow() throws Exception {
    forgetNewest();
    accept(1);

    assertThat(finding()).isNull();
    database.record(tenant, aggregate, 3, NOW);
    database.relay(broker);

    assertThat(published()).extracting(Published::place)
        .containsExactly(new Place(1, 1), new Place(2, 1), new Place(3, 1), new Place(3, 2));
    assertThat(finding()).isNull();
  }

  private String finding() throws SQLException {
    try (var worker = database.as("worker")) {
      return RestoreCheck.finding(worker, published());
    }
  }

  private List<Published> published() {
    return new TopicTail(bootstrap, TOPIC, "risk-service").read()
        .published()
        .stream()
        .filter(event -> event.tenant().equals(tenant))
        .toList();
  }

  private int accept(int above) throws SQLException {
    try (var owner = database.as("owner");
        var row = owner.createStatement().executeQuery("select accept_restore('a disk failed', %d)".formatted(above))) {
      row.next();
      return row.getInt(1);
    }
  }

  /** As a backup from before the third event would be. */
  private void forgetNewest() throws SQLException {
    try (var superuser = database.superuser()) {
      superuser.createStatement().execute("""
          delete from event where aggregate_version = 3;
          delete from stream_entry where seq = 3;
          update stream_head set size = 2, digest = (select digest from stream_entry where seq = 2);
          update aggregate_head set version = 2""");
    }
  }
}
