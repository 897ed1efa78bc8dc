package io.aims.audit.pack;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

/** The envelope fields of a recorded event that a verifier looks at. */
record EventFacts(String id, String type, String tenant, String aggregate, long version, Instant time) {
  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();
  private static final String VERSION = "aggregateversion";
  private static final Set<String> FIELDS = Set.of("id", "type", "tenantid", "aggregatetype", "subject", "time",
      VERSION);

  /** @throws IllegalArgumentException saying why this is not an event */
  static EventFacts parse(byte[] event) {
    var fields = fields(event);
    try {
      var version = Long.parseLong(required(fields, VERSION));
      if (version < 1) {
        throw new IllegalArgumentException("versions begin at 1");
      }
      return new EventFacts(required(fields, "id"), required(fields, "type"), required(fields, "tenantid"), required(
          fields, "aggregatetype") + " " + required(fields, "subject"), version,
          Instant.parse(required(fields, "time")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("its time is none", e);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its version is not a number", e);
    }
  }

  private static Map<String, String> fields(byte[] event) {
    var fields = new HashMap<String, String>();
    try (var parser = JSON.createParser(event)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is not a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        collect(parser, fields);
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something follows after the JSON object");
      }
      return fields;
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not proper JSON", e);
    }
  }

  private static void collect(JsonParser parser, Map<String, String> fields) throws IOException {
    var name = parser.currentName();
    var value = parser.nextToken();
    var wanted = name.equals(VERSION) ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING;
    if (FIELDS.contains(name) && value == wanted) {
      fields.put(name, parser.getText());
    } else {
      parser.skipChildren();
    }
  }

  private static String required(Map<String, String> fields, String name) {
    var value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("it has no proper '" + name + "'");
    }
    return value;
  }
}
