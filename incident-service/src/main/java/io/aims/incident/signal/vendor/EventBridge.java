package io.aims.incident.signal.vendor;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;

/** Reads events of Amazon EventBridge, whether they come by an API destination or within SNS. */
final class EventBridge {
  private EventBridge() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var source = Values.name(root.path("source"));
    var type = Values.name(root.path("detail-type"));
    if (source == null || type == null) {
      return new Rejected(Rejection.NO_EVENT_TYPE);
    }
    return switch (source) {
      case "aws.sagemaker" -> SageMaker.event(type, root);
      case "aws.cloudwatch" -> type.equals("CloudWatch Alarm State Change")
          ? CloudWatch.event(root)
          : new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
      default -> new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
    };
  }
}
