package io.aims.incident.signal.vendor;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.ModelEvent.Action;
import io.aims.incident.signal.ModelEvent.Subject;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;

/** Reads the registry webhook of MLflow: models, their versions, tags and aliases. */
final class MlflowRegistry {
  private static final List<String> FACTS = List.of("key", "value", "alias", "source", "run_id", "to_stage");

  private MlflowRegistry() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var entity = Values.name(root.path("entity"));
    if (entity == null) {
      return new Rejected(Rejection.NO_EVENT_TYPE);
    }
    var subject = subject(entity);
    if (subject == null) {
      return new Ignored(Ignored.Why.LIFE_CYCLE);
    }
    var action = action(root.path("action").asText());
    if (action == null) {
      return new Rejected(Rejection.NO_ACTION);
    }
    var data = root.path("data");
    var name = Values.name(data.path("name"));
    return name == null
        ? new Rejected(Rejection.NO_SUBJECT)
        : Understood.of(new ModelEvent(subject, name, Values.name(data.path("version")), action, aspect(entity),
            Facts.of(data, FACTS), Times.time(root.path("timestamp"))));
  }

  private static @Nullable Subject subject(String entity) {
    if (entity.startsWith("prompt")) {
      return Subject.PROMPT;
    }
    return entity.startsWith("registered_model") || entity.startsWith("model_version") ? Subject.MODEL : null;
  }

  private static @Nullable Action action(String action) {
    return switch (action) {
      case "created" -> Action.CREATED;
      case "updated", "set" -> Action.UPDATED;
      case "deleted" -> Action.DELETED;
      default -> null;
    };
  }

  /** The last word: {@code model_version_tag} is a tag, {@code registered_model} a model. */
  private static String aspect(String entity) {
    return entity.substring(entity.lastIndexOf('_') + 1);
  }
}
