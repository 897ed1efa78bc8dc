package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading.Rejected;

/** The published schema and the reader say the same of every event, whichever single thing is wrong with it. */
class NativeSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FULL = """
      {"type":"ai.signal.resolved","timestamp":"2026-11-20T08:00:05Z","data":{"kind":"drift","severity":"major",
      "status":"resolved","systemRef":"s","modelRef":"m","fingerprint":"f","startsAt":"2026-11-20T07:00:00+01:00",
      "endsAt":"2026-11-20T08:00:00.5Z","metric":"psi","value":0.3,"threshold":1,"summary":"x","labels":{"a":"b"},
      "links":["https://m.test/1"]}}""";
  private static final String FIRING = """
      {"type":"ai.signal.firing","timestamp":"2026-11-20T08:00:05Z","data":{"kind":"unknown","severity":"info",
      "status":"firing"}}""";
  private static final String GUARD = """
      {"type":"ai.guard.result","timestamp":"2026-11-20T08:00:05Z","data":{"guard":"lakera","systemRef":"s",
      "modelRef":"m","result":{"flagged":true,"breakdown":[],"new":1}}}""";
  private final Schema schema = schema();

  @Test
  void schema_and_reader_agree_on_every_single_fault() throws Exception {
    var refused = 0;
    var events = new ArrayList<JsonNode>();
    for (var text : List.of(FULL, FIRING, GUARD)) {
      events.add(JSON.readTree(text));
      vary(JSON.readTree(text), List.of(), events);
    }
    for (var event : events) {
      var text = JSON.writeValueAsString(event);
      var byReader = !(Profile.NATIVE.read(Headers.none(), text.getBytes(StandardCharsets.UTF_8)) instanceof Rejected);
      var bySchema = schema.validate(text, InputFormat.JSON,
          context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))).isEmpty();
      assertThat(byReader).as(text).isEqualTo(bySchema);
      refused += byReader ? 0 : 1;
    }
    assertThat(events).hasSizeGreaterThan(400);
    assertThat(refused).isBetween(300, events.size() - 50);
  }

  /**
   * Each member of each object in turn gets each other value, is removed, or gets a neighbour; not what a guard says.
   */
  private static void vary(JsonNode root, List<String> path, List<JsonNode> events) {
    if (path.equals(List.of("data", "result")) || !at(root, path).isObject()) {
      return;
    }
    for (var member : ((ObjectNode) at(root, path)).deepCopy().properties()) {
      var removed = root.deepCopy();
      ((ObjectNode) at(removed, path)).remove(member.getKey());
      events.add(removed);
      if (!member.getKey().equals("result")) {
        values().forEach(value -> {
          var other = root.deepCopy();
          ((ObjectNode) at(other, path)).set(member.getKey(), value);
          events.add(other);
        });
      }
      var deeper = new ArrayList<>(path);
      deeper.add(member.getKey());
      vary(root, deeper, events);
    }
    var more = root.deepCopy();
    ((ObjectNode) at(more, path)).put("neighbour", "of 2");
    events.add(more);
  }

  private static List<JsonNode> values() {
    var make = JSON.getNodeFactory();
    var many = make.arrayNode();
    for (var index = 0; index < 21; index++) {
      many.add("https://m.test");
    }
    return List.of(make.nullNode(), make.booleanNode(true), make.numberNode(7), make.numberNode(-1.5),
        make.textNode(""),
        make.textNode(" "), make.textNode("two\nlines"), make.textNode("drift"), make.textNode("ai.signal.firing"),
        make.textNode("2026-11-20T08:00:00Z"), make.textNode("2026-11-20 08:00:00Z"), make.textNode("firing"),
        make.textNode("x".repeat(200)), make.textNode("x".repeat(201)), make.textNode("😀".repeat(200)),
        make.textNode("x".repeat(2001)), make.arrayNode(), many, make.arrayNode().add("ftp://m.test"),
        make.arrayNode().add(1), make.objectNode(), make.objectNode().put("a", 1), make.objectNode().put("", "v"),
        make.objectNode().put("k".repeat(101), "v"), make.objectNode().put("k", "v".repeat(1001)));
  }

  private static JsonNode at(JsonNode root, List<String> path) {
    var node = root;
    for (var name : path) {
      node = node.path(name);
    }
    return node;
  }

  private static Schema schema() {
    try (var in = NativeEvent.class.getResourceAsStream("native-event.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in, InputFormat.JSON);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
