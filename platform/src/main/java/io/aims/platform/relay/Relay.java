package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions.Committed;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Sends committed events to Kafka and forgets them in the outbox after the acknowledgement.
 *
 * <p>A plain loop on one thread of its own, with the worker role's connection: nothing of it runs in a request. Events
 * leave in log order; after a failure some are sent again, which the receivers' inboxes drop by version.
 */
@ApplicationScoped
class Relay {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Map<String, byte[]> HEADERS = Map.of("content-type",
      "application/cloudevents+json; charset=UTF-8".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  private final AgroalDataSource database;
  private final RelayConfig config;
  private final String bootstrap;
  private final Outbox outbox = new Outbox();
  private final Lease lease;
  private volatile boolean running;
  private volatile boolean woken;
  private volatile boolean standby;
  private @Nullable Thread thread;
  private @Nullable KafkaProducer<String, byte[]> producer;

  Relay(@DataSource("worker") AgroalDataSource database, RelayConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.database = database;
    this.config = config;
    this.bootstrap = bootstrap;
    this.lease = new Lease(UUID.randomUUID(), config.lease(), System::nanoTime);
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      running = true;
      thread = Thread.ofPlatform().name("relay").daemon().start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    if (thread != null) {
      LockSupport.unpark(thread);
      thread.join(config.lease());
    }
  }

  /** A commit in this process: look at the outbox now. */
  void wake(@Observes Committed event) {
    if (!standby) {
      woken = true;
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    var failures = 0;
    while (running) {
      try {
        var sent = round();
        failures = 0;
        if (sent < config.batch()) {
          rest(standby ? config.lease().toNanos() / 4 : config.poll().toNanos());
        }
      } catch (SQLException | ExecutionException | RuntimeException e) {
        failures++;
        LOG.warnf("Relay waits after failure %d: %s", failures, Faults.summary(e));
        discardProducer();
        LockSupport.parkNanos(Math.min(5_000_000_000L, 100_000_000L << Math.min(failures, 6)));
      } catch (InterruptedException e) {
        running = false;
      }
    }
    close();
  }

  private void rest(long nanos) {
    if (!woken) {
      LockSupport.parkNanos(nanos);
    }
    woken = false;
  }

  /** Holds the lease, sends one batch, marks what was acknowledged; the number of events that were waiting. */
  private int round() throws SQLException, ExecutionException, InterruptedException {
    try (var connection = database.getConnection()) {
      standby = !lease.hold(connection);
      if (standby) {
        return 0;
      }
      var pending = outbox.next(connection, config.batch());
      if (!pending.isEmpty()) {
        mark(connection, send(pending));
      }
      return pending.size();
    }
  }

  private List<Long> send(List<Outbox.Pending> pending) throws ExecutionException, InterruptedException {
    var acknowledged = new ArrayList<Long>(pending.size());
    var inFlight = new ArrayList<Future<RecordMetadata>>(pending.size());
    for (var event : pending) {
      if (!lease.certain()) {
        break;
      }
      var message = new ProducerRecord<>(config.topic(), event.aggregateId().toString(), event.body());
      HEADERS.forEach(message.headers()::add);
      inFlight.add(producer().send(message));
    }
    for (var i = 0; i < inFlight.size(); i++) {
      inFlight.get(i).get();
      acknowledged.add(pending.get(i).position());
    }
    return acknowledged;
  }

  private void mark(Connection connection, List<Long> acknowledged) throws SQLException {
    connection.setAutoCommit(false);
    try {
      if (lease.confirm(connection)) {
        outbox.done(connection, acknowledged);
      }
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(Map.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
          ProducerConfig.ACKS_CONFIG, "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
          ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20), new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** A producer that has failed for good would fail every round; a new one costs little. */
  private void discardProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private void close() {
    if (producer != null) {
      producer.close(config.lease());
    }
    try (var connection = database.getConnection()) {
      lease.release(connection);
    } catch (SQLException e) {
      LOG.debugf("The relay lease will run out by itself: %s", e.getMessage());
    }
  }
}
