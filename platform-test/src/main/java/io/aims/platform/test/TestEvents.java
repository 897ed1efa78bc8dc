package io.aims.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.contracts.Contracts;

/** Plays the neighbours of a service in its tests: sends their events, made from the published examples, and reads what the service emits. */
public final class TestEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestEvents() {}

  /** The published example of {@code type} with another organisation, aggregate and version, and {@code changes} to its data. */
  public static ObjectNode example(String type, UUID tenant, UUID aggregate, int version,
      Consumer<ObjectNode> changes) {
    try {
      var envelope = (ObjectNode) JSON.readTree(Contracts.example(type));
      envelope.put("id", UUID.randomUUID().toString())
          .put("tenantid", tenant.toString())
          .put("subject", aggregate.toString())
          .put("aggregateversion", version);
      changes.accept((ObjectNode) envelope.get("data"));
      return envelope;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends an envelope to its context's topic and waits for the broker's acknowledgement. */
  public static void send(ObjectNode envelope) {
    var context = envelope.get("type").asText().split("\\.")[1];
    sendRaw("aims." + context + ".events.v1", envelope.get("subject").asText(),
        envelope.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The same, in the partition of another aggregate. */
  public static void send(ObjectNode envelope, UUID inThePartitionOf) {
    var context = envelope.get("type").asText().split("\\.")[1];
    sendRaw("aims." + context + ".events.v1", inThePartitionOf.toString(),
        envelope.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The same, in that epoch of its owner's stream, as after a restore of the owner's database. */
  public static void sendOf(int epoch, ObjectNode envelope) {
    var context = envelope.get("type").asText().split("\\.")[1];
    var message = new ProducerRecord<>("aims." + context + ".events.v1", envelope.get("subject").asText(),
        envelope.toString().getBytes(StandardCharsets.UTF_8));
    message.headers().add("aims-stream-epoch", Integer.toString(epoch).getBytes(StandardCharsets.US_ASCII));
    send(message);
  }

  /** Sends any bytes, e.g. poison. */
  public static void sendRaw(String topic, String key, byte[] body) {
    send(new ProducerRecord<>(topic, key, body));
  }

  private static void send(ProducerRecord<String, byte[]> message) {
    try (var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", bootstrap(), "acks", "all"),
        new StringSerializer(), new ByteArraySerializer())) {
      producer.send(message).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All events of {@code context} that are in its topic now, in partition order. */
  public static List<JsonNode> emitted(String context) {
    return bodies("aims." + context + ".events.v1");
  }

  /** All requests to send events again that were made until now. */
  public static List<JsonNode> replayRequests() {
    return bodies("aims.replay-requests.v1");
  }

  private static List<JsonNode> bodies(String topic) {
    return messages(topic).stream().map(message -> {
      try {
        return JSON.readTree(message.value());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }).toList();
  }

  /** All messages that are in {@code topic} now, with their headers, in partition order. */
  public static List<ConsumerRecord<String, byte[]>> messages(String topic) {
    var settings = new Properties();
    settings.put("bootstrap.servers", bootstrap());
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions = consumer.partitionsFor(topic)
          .stream()
          .map(p -> new TopicPartition(topic, p.partition()))
          .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var messages = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
      }
      return messages;
    }
  }

  private static String bootstrap() {
    return System.getProperty("aims.test.kafka");
  }
}
