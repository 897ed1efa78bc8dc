package io.aims.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import io.vertx.core.json.JsonObject;

/** Asks the owner of an aggregate, over Kafka, to send events again; the events come as all others do. */
@ApplicationScoped
public class ReplayRequests {
  static final String TOPIC = "aims.replay-requests.v1";
  /** Most events that an owner sends upon one request. */
  static final int MOST_EVENTS = 1_000;
  private static final String SOURCE_PREFIX = "/aims/";
  private final String bootstrap;
  private @Nullable KafkaProducer<String, byte[]> producer;

  ReplayRequests(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Asks for these versions, both ends included, of a longer gap for its beginning; a request that gets lost is made again by its asker. */
  void ask(String source, UUID tenant, UUID aggregate, int from, int to) {
    var service = source.startsWith(SOURCE_PREFIX) ? source.substring(SOURCE_PREFIX.length()) : source;
    send(service, new JsonObject().put("service", service)
        .put("tenant", tenant.toString())
        .put("aggregateId", aggregate.toString())
        .put("fromVersion", from)
        .put("toVersion", (int) Math.min(to, from + MOST_EVENTS - 1L)));
  }

  /** Asks for these numbers of a stream, both ends included, of a longer gap for its beginning. */
  public void askForNumbers(String service, UUID tenant, long from, long to) {
    send(service, new JsonObject().put("service", service)
        .put("tenant", tenant.toString())
        .put("fromSeq", from)
        .put("toSeq", Math.min(to, from + MOST_EVENTS - 1L)));
  }

  private synchronized void send(String service, JsonObject request) {
    producer().send(new ProducerRecord<>(TOPIC, service, request.encode().getBytes(StandardCharsets.UTF_8)));
  }

  /** Made when it is needed first, which in a healthy system is never. */
  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(Map.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
          ProducerConfig.ACKS_CONFIG, "all",
          ProducerConfig.LINGER_MS_CONFIG, 5,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
          ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20), new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }
}
