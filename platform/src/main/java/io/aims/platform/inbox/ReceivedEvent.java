package io.aims.platform.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * An event of some context as it came from Kafka: the envelope's attributes, its data, and the exact bytes.
 *
 * @param streamSeq its place among all events of its source and organisation; null when the sender did not say
 * @param epoch the epoch of its source in which it was recorded; it rises when a source goes on from an older backup
 */
public record ReceivedEvent(
    UUID id,
    String source,
    String type,
    UUID tenant,
    String aggregateType,
    UUID aggregateId,
    int aggregateVersion,
    UUID correlationId,
    @Nullable UUID causationId,
    String actor,
    Instant time,
    JsonNode data,
    byte[] body,
    @Nullable Long streamSeq,
    int epoch) {
  private static final String STREAM_SEQ = "aims-stream-seq";
  private static final String EPOCH = "aims-stream-epoch";

  /** Consumers declare only the fields that they read; whatever else an event carries is not their business. */
  private static final JsonMapper TOLERANT = JsonMapper.builder()
      .findAndAddModules()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  /** Reads a message of Kafka; throws {@link Poison} when it is none of ours. */
  static ReceivedEvent of(ConsumerRecord<String, byte[]> message) {
    var seq = header(message, STREAM_SEQ);
    var epoch = header(message, EPOCH);
    if (seq != null && seq < 1 || epoch != null && (epoch < 1 || epoch > Integer.MAX_VALUE)) {
      throw new Poison("Not an event of ours: it can't stand where its headers say");
    }
    return read(message.value(), seq, epoch == null ? 1 : epoch.intValue());
  }

  /** Reads a structured-mode CloudEvent of unknown place; throws {@link Poison} when it is none of ours. */
  public static ReceivedEvent read(byte[] body) {
    return read(body, null, 1);
  }

  static ReceivedEvent read(byte[] body, @Nullable Long streamSeq, int epoch) {
    try {
      var e = TOLERANT.readTree(body);
      return new ReceivedEvent(uuid(e, "id"), text(e, "source"), text(e, "type"), uuid(e, "tenantid"),
          text(e, "aggregatetype"), uuid(e, "subject"), version(e), uuid(e, "correlationid"),
          e.hasNonNull("causationid") ? uuid(e, "causationid") : null, text(e, "actor"), Instant.parse(text(e, "time")),
          e.path("data"), body, streamSeq, epoch);
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw new Poison("Not an event of ours: " + e.getMessage());
    }
  }

  /** The data as the consumer's own record. */
  public <T> T dataAs(Class<T> shape) {
    try {
      return TOLERANT.treeToValue(data, shape);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new Poison("Data of " + type + " does not fit: " + reason(e));
    }
  }

  /** Says where and what, and never which class: Jackson's own messages name ours. */
  private static String reason(Exception e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath()
          .stream()
          .map(ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
          .collect(Collectors.joining("."));
    }
    return e.getCause() instanceof NullPointerException missing && missing.getMessage() != null
        ? missing.getMessage() + " is missing"
        : "it has another form";
  }

  private static @Nullable Long header(ConsumerRecord<?, ?> message, String name) {
    var header = message.headers().lastHeader(name);
    if (header == null) {
      return null;
    }
    try {
      return Long
          .valueOf(new String(Objects.requireNonNullElse(header.value(), new byte[0]), StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new Poison("Not an event of ours: the header " + name + " is no number");
    }
  }

  private static int version(JsonNode e) {
    var version = e.path("aggregateversion");
    if (!version.isInt() || version.intValue() < 1) {
      throw new IllegalArgumentException("aggregateversion must be a positive integer");
    }
    return version.intValue();
  }

  private static UUID uuid(JsonNode e, String attribute) {
    return UUID.fromString(text(e, attribute));
  }

  private static String text(JsonNode e, String attribute) {
    var value = e.path(attribute);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(attribute + " is missing");
    }
    return value.textValue();
  }

  /** A message that can never be processed, however often it is tried. */
  public static final class Poison extends RuntimeException {
    public Poison(String why) {
      super(why, null, false, false);
    }
  }
}
