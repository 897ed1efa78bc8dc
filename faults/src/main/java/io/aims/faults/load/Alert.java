package io.aims.faults.load;

/** One alert as Alertmanager posts it, of one kind, with a mark in its summary. */
final class Alert {
  private static final String TEXT = """
      {"version":"4","receiver":"aims","status":"%1$s","groupKey":"{}:{alertname=\\"Parity\\"}","truncatedAlerts":0,
       "externalURL":"http://alertmanager:9093","groupLabels":{"alertname":"Parity"},
       "commonLabels":{"alertname":"Parity","kind":"bias","severity":"critical"},"commonAnnotations":{},
       "alerts":[{"status":"%1$s","startsAt":"2026-01-01T00:00:00Z","endsAt":"0001-01-01T00:00:00Z",
         "fingerprint":"9c1f0a7e52d3b846","generatorURL":"http://prometheus:9090/graph",
         "labels":{"alertname":"Parity","kind":"bias","severity":"critical","model":"m"},
         "annotations":{"summary":"%2$s","metric":"spd","value":"-0.23","threshold":"-0.1"}}]}""";

  private Alert() {}

  static String text(boolean firing, String mark) {
    return TEXT.formatted(firing ? "firing" : "resolved", mark);
  }
}
