package io.aims.local.story;

import java.time.Duration;
import java.time.Instant;

/**
 * What Alertmanager posts (webhook format version 4) when the statistical parity difference of a credit model leaves its
 * bounds, with labels and annotations as a rule over TrustyAI's metrics sets them.
 */
public record FairnessAlert(Instant startsAt, String runtimeModel) {

  public static FairnessAlert at(Instant startsAt) {
    return new FairnessAlert(startsAt.minus(Duration.ofSeconds(30)), "credit-xgb");
  }

  public String firing() {
    return message("firing", "0001-01-01T00:00:00Z", startsAt);
  }

  public String resolved() {
    return message("resolved", startsAt.plusSeconds(20).toString(), startsAt);
  }

  /** The same alert, firing again after it was resolved. */
  public String firingAgain() {
    return message("firing", "0001-01-01T00:00:00Z", startsAt.plusSeconds(25));
  }

  private String message(String status, String endsAt, Instant started) {
    return """
        {"version":"4","receiver":"aims","status":"%1$s","groupKey":"{}:{alertname=\\"StatisticalParityOutOfBounds\\"}","truncatedAlerts":0,
         "externalURL":"http://alertmanager.monitoring:9093",
         "groupLabels":{"alertname":"StatisticalParityOutOfBounds"},
         "commonLabels":{"alertname":"StatisticalParityOutOfBounds","kind":"bias","severity":"critical"},"commonAnnotations":{},
         "alerts":[{"status":"%1$s","startsAt":"%3$s","endsAt":"%2$s","fingerprint":"9c1f0a7e52d3b846",
           "generatorURL":"http://prometheus.monitoring:9090/graph?g0.expr=abs(trustyai_spd)+%%3E+0.1",
           "labels":{"alertname":"StatisticalParityOutOfBounds","kind":"bias","severity":"critical","model":"%4$s","protected":"gender",
             "outcome":"approved","privileged":"1","unprivileged":"0","instance":"trustyai-7d9f:8080","job":"trustyai"},
           "annotations":{"summary":"Approval rates differ by gender beyond the agreed bounds","metric":"trustyai_spd","value":"-0.23","threshold":"-0.1"}}]}"""
        .formatted(status, endsAt, started, runtimeModel);
  }
}
