package io.aims.platform.test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether two answers tell the same of different things: the same members, of the same kind. */
final class Likeness {
  private Likeness() {}

  /** What one has and the other has not; empty lists and nulls are like any other. */
  static List<String> differences(JsonNode example, JsonNode actual) {
    var differences = new ArrayList<String>();
    compare("$", example, actual, differences);
    return differences;
  }

  private static void compare(String at, JsonNode example, JsonNode actual, List<String> differences) {
    if (example.isNull() || actual.isNull()) {
      return;
    }
    if (example.getNodeType() != actual.getNodeType()) {
      differences.add("%s is %s in the example and %s in truth".formatted(at, example, actual));
    } else if (example.isArray() && !example.isEmpty() && !actual.isEmpty()) {
      compare(at + "[]", sum(example, example.size()), sum(actual, example.size()), differences);
    } else if (example.isObject()) {
      var names = new TreeSet<String>();
      example.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      for (var name : names) {
        if (!actual.has(name)) {
          differences.add(at + "." + name + " is only in the example");
        } else if (!example.has(name)) {
          differences.add(at + "." + name + " is not in the example");
        } else {
          compare(at + "." + name, example.get(name), actual.get(name), differences);
        }
      }
    }
  }

  /** All that the first {@code size} elements of a list have, together: each may lack something. */
  private static JsonNode sum(JsonNode list, int size) {
    if (!list.get(0).isObject()) {
      return list.get(0);
    }
    ObjectNode sum = JsonNodeFactory.instance.objectNode();
    list.valueStream()
        .limit(size)
        .forEach(it -> it.properties().forEach(member -> sum.set(member.getKey(), member.getValue())));
    return sum;
  }
}
