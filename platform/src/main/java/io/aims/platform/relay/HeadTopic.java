package io.aims.platform.relay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The compacted topic of heads, by a small producer of its own: what holds up heads must not hold up events. */
final class HeadTopic implements HeadChannel {
  private static final String TOPIC = "aims.stream-heads.v1";
  private final String bootstrap;
  private @Nullable KafkaProducer<String, byte[]> producer;

  HeadTopic(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  @Override
  public Future<?> send(String stream, byte[] head) {
    return producer().send(new ProducerRecord<>(TOPIC, stream, head));
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(Map.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
          ProducerConfig.ACKS_CONFIG, "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
          ProducerConfig.LINGER_MS_CONFIG, 5,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20), new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }
}
