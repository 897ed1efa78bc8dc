package io.aims.incident.signal.vendor;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;

/** Reads the webhook of Prometheus Alertmanager, version 4: each alert of the group is one signal. */
final class Alertmanager {
  private Alertmanager() {}

  static Reading read(Headers headers, JsonNode root) {
    return PrometheusAlerts.read(root,
        (alert, draft) -> draft.key("alertmanager", Values.name(alert.path("fingerprint"))).signal());
  }
}
