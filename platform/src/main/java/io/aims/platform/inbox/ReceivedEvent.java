package io.aims.platform.inbox;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** An event of some context as it came from Kafka: the envelope's attributes, its data, and the exact bytes. */
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
    byte[] body) {

  /** Consumers declare only the fields that they read; whatever else an event carries is not their business. */
  private static final JsonMapper TOLERANT = JsonMapper.builder()
      .findAndAddModules()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  /** Reads a structured-mode CloudEvent; throws {@link Poison} when it is none of ours. */
  public static ReceivedEvent read(byte[] body) {
    try {
      var e = TOLERANT.readTree(body);
      return new ReceivedEvent(uuid(e, "id"), text(e, "source"), text(e, "type"), uuid(e, "tenantid"),
          text(e, "aggregatetype"), uuid(e, "subject"), version(e), uuid(e, "correlationid"),
          e.hasNonNull("causationid") ? uuid(e, "causationid") : null, text(e, "actor"), Instant.parse(text(e, "time")),
          e.path("data"), body);
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw new Poison("Not an event of ours: " + e.getMessage());
    }
  }

  /** The data as the consumer's own record. */
  public <T> T dataAs(Class<T> shape) {
    try {
      return TOLERANT.treeToValue(data, shape);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new Poison("Data of " + type + " does not fit: " + e.getMessage());
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
