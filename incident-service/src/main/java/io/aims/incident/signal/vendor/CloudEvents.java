package io.aims.incident.signal.vendor;

import java.util.ArrayList;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;

/**
 * Reads CloudEvents 1.0 over HTTP in structured, batched and binary mode; attributes that senders forget are not
 * missed, except the type.
 */
final class CloudEvents {
  private CloudEvents() {}

  /** Known from the headers alone, so that the body of a model's request or answer is not even parsed. */
  static boolean carriesInference(Headers headers) {
    var type = headers.get("ce-type");
    return type != null && inference(type);
  }

  static Reading read(Headers headers, JsonNode root) {
    if (headers.get("ce-type") != null) {
      return event(CloudEvent.binary(headers, root));
    }
    if (!root.isArray()) {
      return structured(root);
    }
    var readings = new ArrayList<Reading>();
    root.forEach(event -> readings.add(structured(event)));
    return Together.of(readings);
  }

  private static Reading structured(JsonNode event) {
    if (!event.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    return Values.name(event.path("type")) == null
        ? new Rejected(Rejection.NO_EVENT_TYPE)
        : event(CloudEvent.structured(event));
  }

  private static Reading event(CloudEvent event) {
    var type = event.type();
    if (inference(type)) {
      return new Ignored(Ignored.Why.INFERENCE_PAYLOAD);
    }
    if (type.endsWith(".inference.drift")) {
      return AlibiDetect.drift(event);
    }
    if (type.endsWith(".inference.outlier")) {
      return AlibiDetect.outlier(event);
    }
    if (type.startsWith(AzureMl.PREFIX)) {
      return AzureMl.event(event);
    }
    return NativeEvent.TYPES.contains(type)
        ? NativeEvent.inCloudEvent(event)
        : new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
  }

  /** Requests and answers of a model, whoever hands them on. */
  static boolean inference(String type) {
    return type.endsWith(".inference.request") || type.endsWith(".inference.response");
  }
}
