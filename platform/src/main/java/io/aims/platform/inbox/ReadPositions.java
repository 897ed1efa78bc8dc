package io.aims.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Faults;
import io.aims.platform.stream.Continuity;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.IncomingInterceptor;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;

/**
 * Keeps in the database how far its topics have been read, and reads again what a database does not know that was put back to an
 * earlier point: what has come twice is dropped by its version, and what was lost has its effect once more.
 *
 * <p>The group's offsets in Kafka only say where a process begins. A plain loop on one thread of its own, as the relay is.
 */
@ApplicationScoped
class ReadPositions implements IncomingInterceptor {
  private static final Logger LOG = Logger.getLogger(ReadPositions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration OF_BROKER = Duration.ofSeconds(2);
  /** Requests for a replay that were answered before the restore need no second answer. */
  private static final String REQUESTS = "replay-requests";
  /**
   * With what tells databases apart, also where one of before has been put in the place of another: a server is started for
   * that, or a database or the table is made anew.
   */
  private static final String READ = """
      select concat_ws(' ', pg_postmaster_start_time(), d.oid, pg_relation_filenode('read_position')) as database,
        p.channel, p.partition, p.next_offset
      from pg_database d left join read_position p on true where d.datname = current_database()""";
  /** Whoever has saved something else meanwhile, or whose row is gone, has to be looked at first. */
  private static final String SAVE = """
      insert into read_position (channel, partition, next_offset) values (?, ?, ?)
      on conflict (channel, partition) do update set next_offset = excluded.next_offset, saved_at = now()
        where read_position.next_offset = ?""";
  private final AgroalDataSource worker;
  private final KafkaClientService kafka;
  private final InboxConfig config;
  private final Continuity continuity;
  private final boolean relayed;
  private final Map<Part, ReadPosition> positions = new ConcurrentHashMap<>();
  private final Map<Part, Back> backs = new HashMap<>();
  private String database = "";
  private volatile boolean running;
  private @Nullable Thread thread;

  ReadPositions(@DataSource("worker") AgroalDataSource worker, KafkaClientService kafka, InboxConfig config,
      Continuity continuity, @ConfigProperty(name = "aims.relay.enabled", defaultValue = "true") boolean relayed) {
    this.worker = worker;
    this.kafka = kafka;
    this.config = config;
    this.continuity = continuity;
    this.relayed = relayed;
  }

  /** A partition of what a channel reads. */
  private record Part(String channel, int partition) {}

  /** From where a partition is to be read again, once the database has been compared with what was published so often. */
  private record Back(long from, long comparisons) {}

  void start(@Observes StartupEvent event) {
    running = true;
    thread = Thread.ofPlatform().name("read-positions").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    if (thread != null) {
      thread.interrupt();
      thread.join(2_000);
    }
  }

  @Override
  public void onMessageAck(Message<?> message) {
    message.getMetadata(IncomingKafkaRecordMetadata.class)
        .ifPresent(read -> positions
            .computeIfAbsent(new Part(read.getChannel(), read.getPartition()), part -> new ReadPosition())
            .processed(read.getOffset()));
  }

  @Override
  public void onMessageNack(Message<?> message, Throwable failure) {
    // What failed has had no effect, and is read again by its group.
  }

  private void run() {
    var failures = 0;
    while (running) {
      LockSupport.parkNanos(config.positions().toNanos());
      try {
        look();
        failures = 0;
      } catch (SQLException | RuntimeException e) {
        if (running && failures++ == 0) {
          LOG.infof("How far topics have been read is not saved for now: %s", Faults.summary(e));
        }
      }
    }
  }

  private void look() throws SQLException {
    var assigned = new HashMap<Part, TopicPartition>();
    for (var channel : channels()) {
      on(channel, Consumer::assignment)
          .forEach(partition -> assigned.put(new Part(channel, partition.partition()), partition));
    }
    positions.keySet().retainAll(assigned.keySet());
    backs.keySet().retainAll(assigned.keySet());
    try (var connection = worker.getConnection()) {
      var held = read(connection);
      if (!held.database().equals(database)) {
        positions.values().forEach(ReadPosition::doubt);
        backs.clear();
        database = held.database();
      }
      for (var part : assigned.entrySet()) {
        compare(part.getKey(), part.getValue(), held.offsets().getOrDefault(part.getKey(), ReadPosition.NONE));
      }
      save(connection);
    }
  }

  private Set<String> channels() {
    var channels = new HashSet<>(kafka.getConsumerChannels());
    channels.remove(REQUESTS);
    return channels;
  }

  private void compare(Part part, TopicPartition partition, long held) {
    var position = positions.computeIfAbsent(part, first -> new ReadPosition());
    if (!backs.containsKey(part)) {
      var from = position.known() ? position.compare(held) : position.begin(held, committed(part, partition));
      from.ifPresent(offset -> {
        backs.put(part, new Back(offset, continuity.comparisons() + 1));
        continuity.doubt();
      });
    }
    var back = backs.get(part);
    if (back != null && mayRecord(back)) {
      backs.remove(part);
      goBack(part, partition, position, back.from());
    }
  }

  /**
   * What is read again has effects with events of their own: these belong to the epoch that begins when the loss is accepted,
   * so that first it has to be known whether there is one.
   */
  private boolean mayRecord(Back back) {
    return !relayed || continuity.comparisons() >= back.comparisons() && continuity.broken() == null;
  }

  private long committed(Part part, TopicPartition partition) {
    var committed = on(part.channel(), consumer -> consumer.committed(Set.of(partition), OF_BROKER)).get(partition);
    return committed == null ? ReadPosition.NONE : committed.offset();
  }

  /** If that fails, the partition has gone to another process or is looked at anew. */
  private void goBack(Part part, TopicPartition partition, ReadPosition position, long from) {
    try {
      var begun = on(part.channel(), consumer -> {
        var first = consumer.beginningOffsets(Set.of(partition), OF_BROKER).get(partition);
        if (first < position.readAgainUpTo()) {
          position.handedOut(consumer.position(partition, OF_BROKER));
          consumer.seek(partition, Math.max(from, first));
        }
        return first;
      });
      if (begun >= position.readAgainUpTo()) {
        position.nothingLeft();
      } else {
        LOG.infof("%s is read again from offset %d on, as the database has nothing of what came up to %d", partition,
            Math.max(from, begun), position.readAgainUpTo());
      }
    } catch (RuntimeException e) {
      positions.remove(part);
      throw e;
    }
  }

  private <T> T on(String channel, Function<Consumer<Object, Object>, T> question) {
    return kafka.getConsumer(channel).runOnPollingThread(question).await().atMost(PATIENCE);
  }

  private static Held read(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(READ); var rows = statement.executeQuery()) {
      var database = "";
      var offsets = new HashMap<Part, Long>();
      while (rows.next()) {
        database = rows.getString(1);
        if (rows.getString(2) != null) {
          offsets.put(new Part(rows.getString(2), rows.getInt(3)), rows.getLong(4));
        }
      }
      return new Held(database, offsets);
    }
  }

  private void save(Connection connection) throws SQLException {
    var unsaved = positions.entrySet()
        .stream()
        .map(entry -> new Unsaved(entry.getKey(), entry.getValue(), entry.getValue().unsaved()))
        .filter(each -> each.next().isPresent())
        .toList();
    try (var statement = connection.prepareStatement(SAVE)) {
      for (var each : unsaved) {
        statement.setString(1, each.part().channel());
        statement.setInt(2, each.part().partition());
        statement.setLong(3, each.next().getAsLong());
        statement.setLong(4, each.position().saved());
        if (statement.executeUpdate() == 1) {
          each.position().saved(each.next().getAsLong());
        }
      }
    }
  }

  private record Held(String database, Map<Part, Long> offsets) {}

  private record Unsaved(Part part, ReadPosition position, OptionalLong next) {}
}
