package io.aims.incident.authenticity;

import java.time.Instant;

import io.aims.incident.signal.Headers;

/** A way of a sender to show who it is; each scheme holds what the source has registered for it. */
public sealed interface Scheme
    permits GrafanaSignature, MlflowSignature, LangfuseSignature, StandardWebhooks, SnsSignature, GoogleToken,
    EventGridAccess, SecretHeader, RoutingKey {

  /** Never throws for what a sender can send, and waits for nothing. */
  Verdict verify(Headers headers, byte[] body, Instant now);
}
