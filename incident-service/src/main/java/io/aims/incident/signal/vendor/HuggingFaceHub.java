package io.aims.incident.signal.vendor;

import java.util.List;

import org.jspecify.annotations.Nullable;

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

/** Reads the webhook of the Hugging Face Hub: what happens to models, data sets and spaces we depend on. */
final class HuggingFaceHub {
  private static final List<String> DISCUSSION = List.of("num", "status", "isPullRequest");

  private HuggingFaceHub() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var scope = Values.name(root.path("event").path("scope"));
    if (scope == null) {
      return new Rejected(Rejection.NO_EVENT_TYPE);
    }
    var action = action(root.path("event").path("action").asText());
    if (action == null) {
      return new Rejected(Rejection.NO_ACTION);
    }
    var repo = root.path("repo");
    var name = Values.name(repo.path("name"));
    if (name == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    var subject = subject(repo.path("type").asText());
    if (subject == null) {
      return new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
    }
    var facts = Facts.of(root.path("discussion"), DISCUSSION);
    facts.putAll(Facts.of(repo, List.of("private")));
    var head = Values.name(repo.path("headSha"));
    return Understood
        .of(new ModelEvent(subject, name, head, scope.equals("repo") ? action : Action.UPDATED, scope, facts,
            null));
  }

  private static @Nullable Action action(String action) {
    return switch (action) {
      case "create" -> Action.CREATED;
      case "update", "move" -> Action.UPDATED;
      case "delete" -> Action.DELETED;
      default -> null;
    };
  }

  private static @Nullable Subject subject(String type) {
    return switch (type) {
      case "model" -> Subject.MODEL;
      case "dataset" -> Subject.DATASET;
      case "space" -> Subject.SPACE;
      default -> null;
    };
  }
}
