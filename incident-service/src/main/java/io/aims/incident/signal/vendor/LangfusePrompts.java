package io.aims.incident.signal.vendor;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.ModelEvent.Action;
import io.aims.incident.signal.ModelEvent.Subject;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;

/** Reads the prompt webhook of Langfuse: versions of prompts come, change their labels and go. */
final class LangfusePrompts {
  private static final List<String> FACTS = List.of("projectId", "labels", "tags", "type");

  private LangfusePrompts() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var type = Values.name(root.path("type"));
    if (type == null) {
      return new Rejected(Rejection.NO_EVENT_TYPE);
    }
    if (!type.equals("prompt-version")) {
      return new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
    }
    var action = switch (root.path("action").asText()) {
      case "created" -> Action.CREATED;
      case "updated" -> Action.UPDATED;
      case "deleted" -> Action.DELETED;
      default -> null;
    };
    var prompt = root.path("prompt");
    var name = Values.name(prompt.path("name"));
    if (action == null || name == null) {
      return new Rejected(action == null ? Rejection.NO_ACTION : Rejection.NO_SUBJECT);
    }
    return Understood.of(new ModelEvent(Subject.PROMPT, name, Values.name(prompt.path("version")), action, "version",
        Facts.of(prompt, FACTS), Times.time(root.path("timestamp"))));
  }
}
