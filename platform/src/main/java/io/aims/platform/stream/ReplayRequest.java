package io.aims.platform.stream;

import java.io.IOException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Somebody misses events of a service and asks for them again: versions of one aggregate, or numbers of a stream; both ends
 * are included.
 *
 * @param aggregateId null when {@code from} and {@code to} are numbers of the stream
 */
record ReplayRequest(String service, UUID tenant, @Nullable UUID aggregateId, long from, long to) {
  static final int MOST = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  ReplayRequest {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException("the range is empty");
    }
    if (to - from >= MOST) {
      throw new IllegalArgumentException("more than " + MOST + " events at once");
    }
  }

  /** Reads the JSON of the topic {@code aims.replay-requests.v1}; an {@link IllegalArgumentException} says what is wrong with it. */
  static ReplayRequest read(byte @Nullable [] message) {
    var request = parse(message);
    var byVersion = request.hasNonNull("aggregateId");
    return new ReplayRequest(text(request, "service"), UUID.fromString(text(request, "tenant")),
        byVersion ? UUID.fromString(text(request, "aggregateId")) : null,
        number(request, byVersion ? "fromVersion" : "fromSeq"), number(request, byVersion ? "toVersion" : "toSeq"));
  }

  private static JsonNode parse(byte @Nullable [] message) {
    try {
      if (message != null && JSON.readTree(message) instanceof JsonNode request && request.isObject()) {
        return request;
      }
    } catch (IOException e) {
      // told below
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  private static String text(JsonNode request, String field) {
    if (!request.path(field).isTextual()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return request.path(field).textValue();
  }

  private static long number(JsonNode request, String field) {
    if (!request.path(field).isIntegralNumber() || !request.path(field).canConvertToLong()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return request.path(field).longValue();
  }
}
