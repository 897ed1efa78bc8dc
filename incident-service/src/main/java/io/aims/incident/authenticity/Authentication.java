package io.aims.incident.authenticity;

import java.util.List;

import io.aims.incident.signal.Profile;

/** The ways of showing who one is, and which of them a profile's senders are able to go. */
public enum Authentication {
  /** An access token of our own identity provider, by OAuth 2 client credentials. */
  CLIENT_CREDENTIALS,
  /** {@link GrafanaSignature}. */
  GRAFANA_HMAC,
  /** {@link MlflowSignature}. */
  MLFLOW_HMAC,
  /** {@link LangfuseSignature}. */
  LANGFUSE_HMAC,
  /** {@link StandardWebhooks}. */
  STANDARD_WEBHOOKS,
  /** {@link SnsSignature}. */
  SNS_CERTIFICATE,
  /** {@link GoogleToken}. */
  GOOGLE_TOKEN,
  /** {@link EventGridAccess}. */
  EVENT_GRID_TOPIC,
  /** {@link SecretHeader}. */
  SECRET_HEADER,
  /** {@link RoutingKey}. */
  ROUTING_KEY;

  /** The first one is what the set-up recommends. */
  public static List<Authentication> of(Profile profile) {
    return switch (profile) {
      case ALERTMANAGER, CLOUDEVENTS, EVENTBRIDGE -> List.of(CLIENT_CREDENTIALS, SECRET_HEADER);
      case GRAFANA -> List.of(GRAFANA_HMAC, SECRET_HEADER);
      case PAGERDUTY -> List.of(ROUTING_KEY);
      case SNS -> List.of(SNS_CERTIFICATE);
      case EVENT_GRID -> List.of(EVENT_GRID_TOPIC);
      case PUBSUB -> List.of(GOOGLE_TOKEN);
      case DATADOG, HUGGING_FACE -> List.of(SECRET_HEADER);
      case MLFLOW -> List.of(MLFLOW_HMAC);
      case LANGFUSE -> List.of(LANGFUSE_HMAC);
      case NATIVE -> List.of(CLIENT_CREDENTIALS, STANDARD_WEBHOOKS);
    };
  }

  /** Whether a source of this way has credentials of its own, rather than a client of our identity provider. */
  public boolean byCredential() {
    return this != CLIENT_CREDENTIALS;
  }
}
