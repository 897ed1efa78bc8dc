package io.aims.faults.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the event topics from their beginning with a consumer of its own, and remembers all that it has read. */
public final class Topics implements AutoCloseable {
  private static final Pattern EVENTS = Pattern.compile("aims\\.([a-z]+)\\.events\\.v1");
  private static final ObjectMapper JSON = new ObjectMapper();
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Evidence.Published> published = new ArrayList<>();

  public Topics(String bootstrap) {
    consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Everything that is on the topics now, in order of partition and offset. */
  List<Evidence.Published> read() {
    var partitions = consumer.listTopics()
        .values()
        .stream()
        .flatMap(List::stream)
        .filter(partition -> EVENTS.matcher(partition.topic()).matches())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
    if (consumer.assignment().size() != partitions.size()) {
      published.clear();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    var ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(message -> event(message).ifPresent(published::add));
    }
    return List.copyOf(published);
  }

  /** Messages that are no events are nobody's; the consumers pass over them as well. */
  private static Optional<Evidence.Published> event(ConsumerRecord<String, byte[]> message) {
    try {
      var envelope = JSON.readTree(message.value());
      var topic = EVENTS.matcher(message.topic());
      if (envelope == null || !envelope.hasNonNull("aggregateversion") || !topic.matches()) {
        return Optional.empty();
      }
      return Optional.of(new Evidence.Published(topic.group(1), message.partition(), message.offset(), message.key(),
          UUID.fromString(envelope.path("id").asText()), UUID.fromString(envelope.path("tenantid").asText()),
          UUID.fromString(envelope.path("subject").asText()), envelope.path("aggregateversion").asInt(),
          seq(message),
          HexFormat.of().formatHex(MerkleRoots.leaf(message.value()))));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Long seq(ConsumerRecord<String, byte[]> message) {
    var header = message.headers().lastHeader("aims-stream-seq");
    return header == null ? null : Long.valueOf(new String(header.value(), StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
