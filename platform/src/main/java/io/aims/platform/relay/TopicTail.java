package io.aims.platform.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.aims.platform.inbox.ReceivedEvent;

/** The end of the service's own topic: what it has published last, as far as that can be read. */
final class TopicTail {
  /** Per partition: more than a batch of the relay, few enough to be read in a second. */
  private static final int MOST = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  /** Bounds each question, and the farewell: a connection to the database is held meanwhile. */
  private static final Duration ANSWER = Duration.ofSeconds(4);
  private final String bootstrap;
  private final String topic;
  private final String source;

  TopicTail(String bootstrap, String topic, String service) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.source = "/aims/" + service;
  }

  Tail read() {
    try (var consumer = new KafkaConsumer<>(Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20,
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis(),
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis()), new ByteArrayDeserializer(),
        new ByteArrayDeserializer())) {
      var partitions = consumer.partitionsFor(topic)
          .stream()
          .map(p -> new TopicPartition(topic, p.partition()))
          .toList();
      consumer.assign(partitions);
      var begins = consumer.beginningOffsets(partitions);
      var ends = consumer.endOffsets(partitions);
      partitions.forEach(p -> consumer.seek(p, Math.max(begins.get(p), ends.get(p) - MOST)));
      var published = new ArrayList<Published>();
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException("the end of " + topic + " could not be read in " + PATIENCE.toSeconds() + " s");
        }
        consumer.poll(Duration.ofMillis(200)).forEach(message -> published(message).ifPresent(published::add));
      }
      var whole = partitions.stream()
          .filter(p -> begins.get(p) == 0 && ends.get(p) <= MOST)
          .map(TopicPartition::partition)
          .collect(Collectors.toSet());
      return new Tail(published, partitions.size(), whole);
    }
  }

  /** Nothing for what is not this service's event, or has no place. */
  private Optional<Published> published(ConsumerRecord<byte[], byte[]> message) {
    var seq = message.headers().lastHeader("aims-stream-seq");
    var epoch = message.headers().lastHeader("aims-stream-epoch");
    if (seq == null || epoch == null || message.value() == null) {
      return Optional.empty();
    }
    try {
      var event = ReceivedEvent.read(message.value());
      return event.source().equals(source)
          ? Optional.of(new Published(event.tenant(), event.id(),
              new Place(Long.parseLong(new String(seq.value(), US_ASCII)),
                  Integer.parseInt(new String(epoch.value(), US_ASCII)))))
          : Optional.empty();
    } catch (ReceivedEvent.Poison | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
