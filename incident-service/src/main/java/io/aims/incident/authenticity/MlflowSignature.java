package io.aims.incident.authenticity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import io.aims.incident.signal.Headers;

/**
 * MLflow's HMAC: {@code v1,<base64>} over {@code <delivery id>.<seconds>.<body>}; the secret signs as it is, in UTF-8.
 */
public record MlflowSignature(Keys keys) implements Scheme {
  private static final String VERSION = "v1,";

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var signature = headers.get("x-mlflow-signature");
    if (signature == null) {
      return Verdict.doubtful(Doubt.SIGNATURE_MISSING);
    }
    if (!signature.startsWith(VERSION)) {
      return Verdict.doubtful(Doubt.SIGNATURE_MALFORMED);
    }
    var id = headers.get("x-mlflow-delivery-id");
    if (id == null) {
      return Verdict.doubtful(Doubt.DELIVERY_ID_MISSING);
    }
    var seconds = headers.get("x-mlflow-timestamp");
    var doubt = Age.doubt(seconds, now);
    if (doubt != null || seconds == null) {
      return Verdict.doubtful(doubt == null ? Doubt.TIMESTAMP_MISSING : doubt);
    }
    var signed = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    return keys.sign(signature.substring(VERSION.length()), Base64.getEncoder()::encodeToString, signed, body)
        ? new Verdict.Genuine(new Verdict.Replay(id, Age.end(seconds)))
        : Verdict.doubtful(Doubt.SIGNATURE_WRONG);
  }
}
