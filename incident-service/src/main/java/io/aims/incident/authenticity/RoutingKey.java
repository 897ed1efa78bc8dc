package io.aims.incident.authenticity;

import java.time.Instant;

import io.aims.incident.signal.Headers;

/** PagerDuty's Events API carries its key within the body, so that the body is a secret as well. */
public record RoutingKey(Keys keys) implements Scheme {

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var key = Json.parse(body).path("routing_key");
    if (!key.isTextual() || key.textValue().isEmpty()) {
      return Verdict.doubtful(Doubt.CREDENTIAL_MISSING);
    }
    return keys.contain(key.textValue()) ? Verdict.genuine() : Verdict.doubtful(Doubt.CREDENTIAL_WRONG);
  }
}
