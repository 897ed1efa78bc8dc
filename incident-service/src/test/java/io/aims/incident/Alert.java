package io.aims.incident;

import java.util.Arrays;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Plays Alertmanager: builds its alerts and the groups that it posts. */
public final class Alert {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ObjectNode json = JSON.createObjectNode();

  private Alert() {}

  /** The parity difference of a lending model is out of its bounds. */
  public static Alert bias() {
    var alert = new Alert();
    alert.json.put("status", "firing")
        .put("startsAt", "2026-11-20T08:30:00.5Z")
        .put("endsAt", "0001-01-01T00:00:00Z")
        .put("generatorURL", "http://prometheus.test/graph")
        .put("fingerprint", "00112233aabbccdd");
    return alert.label("alertname", "LendingParityGap")
        .label("ai_system_id", "lending")
        .label("kind", "bias")
        .label("severity", "critical")
        .label("model", "lending-gbm")
        .label("protected", "age")
        .label("instance", "monitor-1:8080")
        .label("job", "fairness-monitor")
        .label("request", "11111111-2222-4333-8444-555555555555")
        .annotation("summary", "Parity gap by age is -0.31")
        .annotation("metric", "trustyai_spd")
        .annotation("value", "-0.31")
        .annotation("threshold", "-0.15");
  }

  public Alert resolved() {
    json.put("status", "resolved").put("endsAt", "2026-11-20T09:00:00Z");
    return this;
  }

  public Alert label(String name, String value) {
    json.withObject("/labels").put(name, value);
    return this;
  }

  public Alert without(String name) {
    json.withObject("/labels").remove(name);
    return this;
  }

  public Alert annotation(String name, String value) {
    json.withObject("/annotations").put(name, value);
    return this;
  }

  /** Sets or, with null, removes a member of the alert itself. */
  public Alert with(String member, String value) {
    if (value == null) {
      json.remove(member);
    } else {
      json.put(member, value);
    }
    return this;
  }

  /** The body that Alertmanager posts for this alert alone. */
  public String posted() {
    return group(this);
  }

  /** The body for several alerts. */
  public static String group(Alert... alerts) {
    var root = JSON.createObjectNode()
        .put("receiver", "aims")
        .put("version", "4")
        .put("groupKey", "{}:{}")
        .put("externalURL", "http://alertmanager.test")
        .put("truncatedAlerts", 0)
        .put("something_newer", true);
    root.put("status",
        Arrays.stream(alerts).anyMatch(a -> a.json.path("status").asText().equals("firing")) ? "firing" : "resolved");
    var list = root.putArray("alerts");
    Arrays.stream(alerts).forEach(a -> list.add(a.json));
    return root.toString();
  }
}
