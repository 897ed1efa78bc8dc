package io.aims.incident.authenticity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Headers;

/**
 * Grafana's HMAC: lower-case hex over the body or, when the contact point names a header for the time, over
 * {@code <seconds>:<body>}.
 *
 * @param timestampHeader as set in the contact point; null when it names none, and then a replay can't be told
 */
public record GrafanaSignature(Keys keys, @Nullable String timestampHeader) implements Scheme {
  /** The header for the time that our set-up names. */
  public static final String TIMESTAMP = "X-Grafana-Alerting-Timestamp";
  private static final String SIGNATURE = "x-grafana-alerting-signature";

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var signature = headers.get(SIGNATURE);
    if (signature == null) {
      return Verdict.doubtful(Doubt.SIGNATURE_MISSING);
    }
    if (timestampHeader == null) {
      return keys.sign(signature, HexFormat.of()::formatHex, body)
          ? Verdict.genuine()
          : Verdict.doubtful(Doubt.SIGNATURE_WRONG);
    }
    var seconds = headers.get(timestampHeader);
    var doubt = Age.doubt(seconds, now);
    if (doubt != null || seconds == null) {
      return Verdict.doubtful(doubt == null ? Doubt.TIMESTAMP_MISSING : doubt);
    }
    return keys.sign(signature, HexFormat.of()::formatHex, (seconds + ":").getBytes(StandardCharsets.US_ASCII), body)
        ? new Verdict.Genuine(new Verdict.Replay(signature, Age.end(seconds)))
        : Verdict.doubtful(Doubt.SIGNATURE_WRONG);
  }
}
