package io.aims.platform.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Messages without a readable envelope: they belong to no organisation and to no order, so only the worker role sees them.
 * Each is kept for a while with its place, counted, and passed over.
 */
@ApplicationScoped
class UnreadableMessages {
  private static final Logger LOG = Logger.getLogger(UnreadableMessages.class);
  private static final int MOST_BYTES = 1 << 20;
  private static final String KEEP = """
      insert into unreadable_message (feed, topic, partition, "offset", size, body, cause) values (?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing""";
  private static final String EXPIRE = """
      delete from unreadable_message
      where received_at < now() - interval '30 days' or id <= (select max(id) from unreadable_message) - 10000""";
  private final AgroalDataSource worker;
  private final Feeds feeds;
  private final MeterRegistry metrics;

  UnreadableMessages(@DataSource("worker") AgroalDataSource worker, Feeds feeds, MeterRegistry metrics) {
    this.worker = worker;
    this.feeds = feeds;
    this.metrics = metrics;
  }

  /** Every feed counts from 0, so that an alarm can tell one without a fault from one that is not watched. */
  void start(@Observes StartupEvent event) {
    feeds.names().forEach(this::passedOver);
  }

  /** Keeps the message, of a very long one the beginning; completes when that is on disk, however long it takes. */
  Uni<Void> keep(String feed, ConsumerRecord<String, byte[]> message, String cause) {
    LOG.errorf("Feed %s passes over an unreadable message at %s-%d offset %d: %s", feed, message.topic(),
        message.partition(), message.offset(), cause);
    passedOver(feed).increment();
    return Uni.createFrom()
        .voidItem()
        .invoke(() -> insert(feed, message, cause))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        .invoke(fault -> LOG.warnf("An unreadable message is not kept yet: %s", fault.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(3))
        .indefinitely();
  }

  private Counter passedOver(String feed) {
    return metrics.counter("aims.inbox.unreadable", "feed", feed);
  }

  /** They are evidence of a fault, not a record: the last 10,000 of the last 30 days are enough. */
  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expire() throws SQLException {
    try (var connection = worker.getConnection(); var statement = connection.createStatement()) {
      statement.executeUpdate(EXPIRE);
    }
  }

  private void insert(String feed, ConsumerRecord<String, byte[]> message, String cause) {
    var body = Objects.requireNonNullElse(message.value(), new byte[0]);
    try (var connection = worker.getConnection(); var insert = connection.prepareStatement(KEEP)) {
      insert.setString(1, feed);
      insert.setString(2, message.topic());
      insert.setInt(3, message.partition());
      insert.setLong(4, message.offset());
      insert.setInt(5, body.length);
      insert.setBytes(6, Arrays.copyOf(body, Math.min(body.length, MOST_BYTES)));
      insert.setString(7, cause.substring(0, Math.min(cause.length(), 1000)).replace('\0', ' '));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
