package io.aims.platform.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
  record Part(String channel, int partition) {}

  /** From where a partition is to be read again, once the doubt about the database is answered. */
  private record Back(long from, long doubt) {}

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
      var held = ReadPositionRows.read(connection);
      if (!held.database().equals(database)) {
        positions.values().forEach(ReadPosition::doubt);
        backs.clear();
        database = held.database();
      }
      for (var part : assigned.entrySet()) {
        compare(part.getKey(), part.getValue(), held.offsets().getOrDefault(part.getKey(), ReadPosition.NONE));
      }
      for (var each : positions.entrySet()) {
        ReadPositionRows.save(connection, each.getKey(), each.getValue());
      }
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
      from.ifPresent(offset -> backs.put(part, new Back(offset, continuity.doubt())));
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
    return !relayed || continuity.answered(back.doubt());
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
}
