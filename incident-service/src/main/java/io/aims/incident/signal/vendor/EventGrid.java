package io.aims.incident.signal.vendor;

import java.util.ArrayList;

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

/** Reads Azure Event Grid's own schema: an array of events, the first one of a subscription being its validation. */
final class EventGrid {
  private static final String SYSTEM = "Microsoft.EventGrid.";

  private EventGrid() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isArray() || root.isEmpty()) {
      return new Rejected(Rejection.NOT_A_LIST);
    }
    var readings = new ArrayList<Reading>();
    root.forEach(event -> readings.add(event(event)));
    return Together.of(readings);
  }

  private static Reading event(JsonNode event) {
    if (!event.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var type = Values.name(event.path("eventType"));
    if (type == null) {
      return new Rejected(Rejection.NO_EVENT_TYPE);
    }
    if (type.equals(SYSTEM + "SubscriptionValidationEvent")) {
      return validation(event);
    }
    if (type.startsWith(SYSTEM)) {
      return new Ignored(Ignored.Why.LIFE_CYCLE);
    }
    return type.startsWith(AzureMl.PREFIX)
        ? AzureMl.event(type, Values.text(event.path("topic"), Values.TEXT), event.path("eventTime"),
            event.path("data"))
        : new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
  }

  /** The code goes back in the answer; the address that comes with it is never fetched. */
  private static Reading validation(JsonNode event) {
    var code = Values.name(event.path("data").path("validationCode"));
    var topic = Values.text(event.path("topic"), Values.TEXT);
    if (code == null || topic == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    var answer = JsonNodeFactory.instance.objectNode().put("validationResponse", code);
    return new Handshake(Purpose.EVENT_GRID_VALIDATION, topic, null, answer.toString());
  }
}
