package io.aims.platform.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
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

  /**
   * What a service's events break of their contract: an event its schema, a type without an event or whose published example
   * is not valid.
   *
   * @param type the sealed interface of the events
   * @param events at least one of each type
   * @param name of the type that an event is published as
   * @param mapper the service's own
   */
  public static <E> List<String> breaches(Class<E> type, Stream<? extends E> events, Function<Class<?>, String> name,
      ObjectMapper mapper) {
    var breaches = new ArrayList<String>();
    var left = new HashSet<>(List.of(type.getPermittedSubclasses()));
    events.forEach(event -> {
      left.remove(event.getClass());
      violations(name.apply(event.getClass()), event, mapper).forEach(broken -> breaches.add(event + ": " + broken));
    });
    left.forEach(none -> breaches.add("no " + none.getSimpleName() + " was tried"));
    for (var each : type.getPermittedSubclasses()) {
      violations(example(name.apply(each), mapper))
          .forEach(broken -> breaches.add("example of " + each.getSimpleName() + ": " + broken));
    }
    return breaches;
  }

  private static JsonNode example(String type, ObjectMapper mapper) {
    try {
      return mapper.readTree(Contracts.example(type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(type, e);
    }
  }

  /** What {@code data} breaks of the schema of event {@code type}; empty when it keeps to it. */
  public static List<String> violations(String type, JsonNode data) {
    return validate(Contracts.schema(type), data.toString());
  }

  /** What a whole envelope breaks of the envelope's schema and of its type's data schema. */
  public static List<String> violations(JsonNode envelope) {
    var all = new ArrayList<>(validate(Contracts.envelopeSchema(), envelope.toString()));
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
