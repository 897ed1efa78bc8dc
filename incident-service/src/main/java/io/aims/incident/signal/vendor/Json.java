package io.aims.incident.signal.vendor;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Parses what others send within bounds: one value, at most 64 levels deep. */
final class Json {
  private static final JsonMapper TOLERANT = bounded().build();
  private static final JsonMapper STRICT = bounded().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  private static JsonMapper.Builder bounded() {
    return JsonMapper.builder(JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
        .build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Null when it is no JSON. */
  static @Nullable JsonNode parse(byte[] body) {
    return parse(TOLERANT, body);
  }

  /** JSON within JSON; null when it is none. */
  static @Nullable JsonNode parse(String text) {
    try {
      return present(TOLERANT.readTree(text));
    } catch (IOException e) {
      return null;
    }
  }

  /** As {@link #parse(byte[])}, and a name that occurs twice makes it no JSON of ours. */
  static @Nullable JsonNode parseStrictly(byte[] body) {
    return parse(STRICT, body);
  }

  private static @Nullable JsonNode parse(JsonMapper mapper, byte[] body) {
    try {
      return present(mapper.readTree(body));
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable JsonNode present(JsonNode node) {
    return node.isMissingNode() ? null : node;
  }
}
