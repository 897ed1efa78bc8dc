package io.aims.e2e;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The senders that a hook source can be for, each with the way in which it shows here who it is. */
enum Monitor {
  ALERTMANAGER("SECRET_HEADER", "alertmanager"), GRAFANA("GRAFANA_HMAC", "grafana"), CLOUDEVENTS("SECRET_HEADER",
      "kserve", "alibi"), PAGERDUTY("ROUTING_KEY", "pagerduty"), SNS("SNS_CERTIFICATE", "sns",
          "cloudwatch"), EVENTBRIDGE("SECRET_HEADER", "eventbridge"), EVENT_GRID("EVENT_GRID_TOPIC",
              "eventgrid"), PUBSUB("GOOGLE_TOKEN", "pubsub"), DATADOG("SECRET_HEADER", "datadog"), MLFLOW("MLFLOW_HMAC",
                  "mlflow"), LANGFUSE("LANGFUSE_HMAC", "langfuse"), HUGGING_FACE("SECRET_HEADER",
                      "huggingface"), NATIVE("STANDARD_WEBHOOKS", "lakera", "standardwebhooks");

  static final String TOPIC = "arn:aws:sns:eu-central-1:210987654321:ml-alarms";
  static final String WORKSPACE = "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/ml/providers/"
      + "Microsoft.MachineLearningServices/workspaces/risk-ws";
  static final String DIRECTORY = "11111111-2222-3333-4444-555555555555";
  static final String APPLICATION = "api://aims";
  static final String AUDIENCE = "https://aims.test/hook";
  static final String ACCOUNT = "push@aims.iam.gserviceaccount.com";
  private final String authentication;
  private final List<String> words;

  Monitor(String authentication, String... words) {
    this.authentication = authentication;
    this.words = List.of(words);
  }

  /** The monitor whose word is in the name of {@code file}; the last one, as an event may come by way of another. */
  static Monitor of(String file) {
    var found = new TreeMap<Integer, Monitor>();
    var parts = List.of(file.split("[-.]"));
    for (var monitor : values()) {
      monitor.words.stream().filter(parts::contains).forEach(word -> found.put(parts.lastIndexOf(word), monitor));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("whose is " + file + "?");
    }
    return found.lastEntry().getValue();
  }

  /** What the registration of a source asks for. */
  Map<String, String> source(String system) {
    return Map.of("name", this + " monitor", "profile", name(), "systemId", system, "authentication", authentication);
  }

  /** What a credential of it is issued for. */
  Map<String, Object> credential() {
    var request = new TreeMap<String, Object>(Map.of("reason", "set up"));
    switch (this) {
      case LANGFUSE -> request.put("secret", "lf-whsec-0123456789");
      case SNS -> request.put("topic", TOPIC);
      case EVENT_GRID -> {
        request.put("topic", WORKSPACE);
        request.put("entra", Map.of("directory", DIRECTORY, "audience", APPLICATION));
      }
      case PUBSUB -> {
        request.put("audience", AUDIENCE);
        request.put("serviceAccount", ACCOUNT);
      }
      case ALERTMANAGER, GRAFANA, CLOUDEVENTS, PAGERDUTY, EVENTBRIDGE, DATADOG, MLFLOW, HUGGING_FACE, NATIVE -> {
        /* it makes its own */
      }
    }
    return request;
  }

  /** The status by which it is told that all is well. */
  int success() {
    return switch (this) {
      case CLOUDEVENTS, PUBSUB -> 200;
      case ALERTMANAGER, GRAFANA, PAGERDUTY, SNS, EVENTBRIDGE, EVENT_GRID, DATADOG, MLFLOW, LANGFUSE, HUGGING_FACE,
          NATIVE ->
        202;
    };
  }
}
