package io.aims.incident.signal.vendor;

import java.util.Base64;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Quarantined;

/**
 * Opens the envelope of a Google Cloud Pub/Sub push; what is inside and strange is set aside, as it would come for
 * ever.
 */
final class PubSub {
  private PubSub() {}

  static Reading read(Headers headers, JsonNode root) {
    var message = root.path("message");
    if (!message.isObject()) {
      return new Quarantined(Quarantined.Why.NO_MESSAGE);
    }
    var inner = data(message.path("data").asText());
    if (inner == null || !inner.isObject()) {
      return new Quarantined(Quarantined.Why.OPAQUE_MESSAGE);
    }
    if (inner.path("jsonPayload").path(VertexMonitoring.ANOMALIES).isObject()) {
      return VertexMonitoring.read(inner);
    }
    return inner.path("incident").isObject()
        ? GoogleIncident.read(inner.path("incident"))
        : new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
  }

  private static @Nullable JsonNode data(String base64) {
    try {
      return Json.parse(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
