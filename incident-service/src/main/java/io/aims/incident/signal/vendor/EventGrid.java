package io.aims.incident.signal.vendor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Handshake.Purpose;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;

/**
 * Reads what Azure Event Grid delivers: a list in its own schema, whose first event is the validation of the
 * subscription, or CloudEvents 1.0, one by one or in batches. Each event shows by itself which of both it is.
 */
public final class EventGrid {
  private static final String SYSTEM = "Microsoft.EventGrid.";

  private EventGrid() {}

  /**
   * The topic that each event of a delivery names, by the rule by which it is read; blank where there is none. Empty for
   * what is no delivery, or could be read in two ways.
   */
  public static List<String> topics(byte[] body) {
    var root = Json.parseStrictly(body);
    return root == null ? List.of() : events(root).stream().map(event -> topic(event).asText()).toList();
  }

  static Reading read(Headers headers, JsonNode root) {
    var events = events(root);
    return events.isEmpty()
        ? new Rejected(Rejection.NOT_A_LIST)
        : Together.of(events.stream().map(EventGrid::event).toList());
  }

  /** Only a CloudEvent may come without a list around it. */
  static List<JsonNode> events(JsonNode root) {
    if (CloudEvent.is(root)) {
      return List.of(root);
    }
    var events = new ArrayList<JsonNode>();
    if (root.isArray()) {
      root.forEach(events::add);
    }
    return events;
  }

  private static JsonNode topic(JsonNode event) {
    return event.path(CloudEvent.is(event) ? "source" : "topic");
  }

  private static Reading event(JsonNode event) {
    if (!event.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var cloudEvent = CloudEvent.is(event);
    var type = Values.name(event.path(cloudEvent ? "type" : "eventType"));
    if (type == null) {
      return new Rejected(Rejection.NO_EVENT_TYPE);
    }
    if (type.equals(SYSTEM + "SubscriptionValidationEvent") && !cloudEvent) {
      return validation(event);
    }
    if (type.startsWith(SYSTEM)) {
      return new Ignored(Ignored.Why.LIFE_CYCLE);
    }
    if (cloudEvent && CloudEvents.inference(type)) {
      return new Ignored(Ignored.Why.INFERENCE_PAYLOAD);
    }
    if (!type.startsWith(AzureMl.PREFIX)) {
      return new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
    }
    return cloudEvent
        ? AzureMl.event(CloudEvent.structured(event))
        : AzureMl.event(type, named(event), event.path("eventTime"), event.path("data"));
  }

  /** The code goes back in the answer; the address that comes with it is never fetched. */
  private static Reading validation(JsonNode event) {
    var code = Values.name(event.path("data").path("validationCode"));
    var topic = named(event);
    if (code == null || topic == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    var answer = JsonNodeFactory.instance.objectNode().put("validationResponse", code);
    return new Handshake(Purpose.EVENT_GRID_VALIDATION, topic, null, answer.toString());
  }

  private static @Nullable String named(JsonNode event) {
    return Values.text(topic(event), Values.TEXT);
  }
}
