package io.aims.platform.test;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.aims.contracts.Contracts;

/** Holds events against the published schemas. */
public final class EventContract {
  private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private EventContract() {}

  /** What {@code data} breaks of the schema of event {@code type}; empty when it keeps to it. */
  public static List<String> violations(String type, JsonNode data) {
    return validate(Contracts.schema(type), data.toString());
  }

  /** What a whole envelope breaks of the envelope's schema and of its type's data schema. */
  public static List<String> violations(JsonNode envelope) {
    var all = new java.util.ArrayList<>(validate(Contracts.envelopeSchema(), envelope.toString()));
    all.addAll(violations(envelope.path("type").asText(), envelope.path("data")));
    return all;
  }

  /** What the JSON form of an event record breaks; {@code mapper} is the service's own. */
  public static List<String> violations(String type, Object event, ObjectMapper mapper) {
    return violations(type, mapper.<JsonNode>valueToTree(event));
  }

  private static List<String> validate(String schema, String json) {
    return SCHEMAS.getSchema(schema, InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
