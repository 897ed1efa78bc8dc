package io.aims.incident.signal.vendor;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Handshake.Purpose;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;

/** Opens the envelope of Amazon SNS; it is JSON although it comes as {@code text/plain}. */
final class Sns {
  private Sns() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    return switch (root.path("Type").asText()) {
      case "Notification" -> message(headers, root.path("Message"));
      case "SubscriptionConfirmation" -> handshake(Purpose.SNS_SUBSCRIPTION, root);
      case "UnsubscribeConfirmation" -> handshake(Purpose.SNS_UNSUBSCRIPTION, root);
      default -> new Rejected(Rejection.NO_EVENT_TYPE);
    };
  }

  private static Reading message(Headers headers, JsonNode message) {
    var inner = message.isTextual() ? Json.parse(message.textValue()) : null;
    if (inner == null || !inner.isObject()) {
      return new Quarantined(Quarantined.Why.OPAQUE_MESSAGE);
    }
    if (inner.has("NewStateValue")) {
      return CloudWatch.alarm(inner);
    }
    return inner.has("detail-type")
        ? EventBridge.read(headers, inner)
        : new Quarantined(Quarantined.Why.OPAQUE_MESSAGE);
  }

  private static Reading handshake(Purpose purpose, JsonNode root) {
    var topic = Values.text(root.path("TopicArn"), Values.TEXT);
    var url = Values.text(root.path("SubscribeURL"), Values.TEXT);
    return topic == null || url == null
        ? new Rejected(Rejection.NO_SUBJECT)
        : new Handshake(purpose, topic, url, null);
  }
}
