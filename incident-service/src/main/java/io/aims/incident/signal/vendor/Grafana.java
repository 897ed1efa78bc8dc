package io.aims.incident.signal.vendor;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;

/** Reads the webhook of Grafana unified alerting: Alertmanager's alerts with measured values and links. */
final class Grafana {
  private static final List<String> LINKS = List.of("dashboardURL", "panelURL", "generatorURL");

  private Grafana() {}

  static Reading read(Headers headers, JsonNode root) {
    var organisation = Values.name(root.path("orgId"));
    return PrometheusAlerts.read(root,
        (alert, draft) -> draft.key("grafana", organisation, Values.name(alert.path("fingerprint")))
            .links(links(alert))
            .signal());
  }

  private static List<String> links(JsonNode alert) {
    var links = new ArrayList<JsonNode>();
    LINKS.forEach(name -> links.add(alert.path(name)));
    return Values.links(links);
  }
}
