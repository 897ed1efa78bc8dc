package io.aims.incident.signal;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.vendor.Readers;
import io.aims.incident.signal.vendor.VendorIds;

/** The formats of monitors and registries that hooks understand. */
public enum Profile {
  /** Prometheus Alertmanager's webhook, version 4. */
  ALERTMANAGER,
  /** Grafana unified alerting's webhook contact point. */
  GRAFANA,
  /** CloudEvents 1.0 over HTTP, structured, batched or binary: KServe, Seldon, alibi-detect, native signals. */
  CLOUDEVENTS,
  /** PagerDuty Events API version 2. */
  PAGERDUTY,
  /** Amazon SNS over HTTPS, with CloudWatch alarms or EventBridge events inside. */
  SNS,
  /** Amazon EventBridge by an API destination. */
  EVENTBRIDGE,
  /** Azure Event Grid, its own event schema or that of CloudEvents 1.0. */
  EVENT_GRID,
  /** Google Cloud Pub/Sub push, with Vertex AI monitoring or Cloud Monitoring incidents inside. */
  PUBSUB,
  /** Datadog's webhook with the template that we hand out. */
  DATADOG,
  /** MLflow's model registry webhook. */
  MLFLOW,
  /** Langfuse's prompt webhook. */
  LANGFUSE,
  /** Hugging Face Hub's webhook, version 3. */
  HUGGING_FACE,
  /** Our own strict format in a Standard Webhooks envelope. */
  NATIVE;

  /** Reads the raw bytes of a delivery; never throws for what a sender can send. */
  public Reading read(Headers headers, byte[] body) {
    return Readers.read(this, headers, body);
  }

  /** The body as it is kept: without the credential that some senders put into it. It is read like the one that came. */
  public byte[] kept(byte[] body) {
    return Readers.kept(this, body);
  }

  /**
   * The sender's own id of the delivery, which stays the same when it is sent again: printable ASCII, at most 255
   * characters; null when the sender has none.
   */
  public @Nullable String deliveryId(Headers headers, byte[] body) {
    return VendorIds.deliveryId(this, headers, body);
  }

  /**
   * Whether nobody reads a field at this path, as {@link Reading.Understood#unknownFields} name it; what an earlier release did
   * not know may be read now.
   */
  public boolean unknown(String path) {
    return Readers.unknown(this, path);
  }
}
