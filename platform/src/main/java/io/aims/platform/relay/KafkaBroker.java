package io.aims.platform.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka by an idempotent producer that waits for all replicas; a producer that has seen a fault is replaced. Notices when
 * a partition counts from the beginning again.
 */
final class KafkaBroker implements Broker {
  private static final byte[] CLOUD_EVENT = "application/cloudevents+json; charset=UTF-8".getBytes(US_ASCII);
  private final String bootstrap;
  private final String topic;
  private final Map<Integer, Long> offsets = new ConcurrentHashMap<>();
  private final AtomicBoolean begunAnew = new AtomicBoolean();
  private @Nullable KafkaProducer<String, byte[]> producer;

  KafkaBroker(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  @Override
  public Future<?> send(Outgoing event) {
    var message = new ProducerRecord<>(topic, event.aggregateId().toString(), event.body());
    message.headers()
        .add("content-type", CLOUD_EVENT)
        .add("aims-stream-seq", Long.toString(event.place().seq()).getBytes(US_ASCII))
        .add("aims-stream-epoch", Integer.toString(event.place().epoch()).getBytes(US_ASCII));
    return producer().send(message, (written, fault) -> {
      if (fault == null && written.hasOffset()) {
        arrived(written.partition(), written.offset());
      }
    });
  }

  private void arrived(int partition, long offset) {
    var before = offsets.put(partition, offset);
    if (before != null && offset <= before) {
      begunAnew.set(true);
    }
  }

  /** Whether, since the last call, something was written to where something else had been: the topic has lost that. */
  boolean hasBegunAnew() {
    return begunAnew.getAndSet(false);
  }

  @Override
  public void discard() {
    close(Duration.ZERO);
  }

  void close(Duration patience) {
    if (producer != null) {
      producer.close(patience);
      producer = null;
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
}
