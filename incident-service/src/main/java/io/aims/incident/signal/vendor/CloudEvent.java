package io.aims.incident.signal.vendor;

import java.util.Base64;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.signal.Headers;

/** One CloudEvent, whichever way it came: its attributes by lower-case name, and its data. */
record CloudEvent(String type, ObjectNode attributes, JsonNode data) {
  private static final String PREFIX = "ce-";

  /** Whether this is one in JSON, in which the version of the specification has to stand. */
  static boolean is(JsonNode event) {
    return event.isObject() && event.has("specversion");
  }

  /** Attributes are headers, the body is the data. */
  static CloudEvent binary(Headers headers, JsonNode body) {
    var attributes = JsonNodeFactory.instance.objectNode();
    headers.byName().tailMap(PREFIX).forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        attributes.put(name.substring(PREFIX.length()), value);
      }
    });
    return new CloudEvent(attributes.path("type").asText().strip(), attributes, body);
  }

  static CloudEvent structured(JsonNode event) {
    var attributes = ((ObjectNode) event).deepCopy();
    attributes.remove("data");
    attributes.remove("data_base64");
    return new CloudEvent(event.path("type").asText().strip(), attributes, data(event));
  }

  private static JsonNode data(JsonNode event) {
    if (event.has("data")) {
      return event.path("data");
    }
    try {
      var data = Json.parse(Base64.getDecoder().decode(event.path("data_base64").asText()));
      return data == null ? MissingNode.getInstance() : data;
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  @Nullable
  String attribute(String name) {
    return Values.name(attributes.path(name));
  }

  @Nullable
  String source() {
    return Values.text(attributes.path("source"), Values.TEXT);
  }

  JsonNode time() {
    return attributes.path("time");
  }
}
