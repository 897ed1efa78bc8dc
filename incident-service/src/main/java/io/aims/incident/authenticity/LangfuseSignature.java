package io.aims.incident.authenticity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.aims.incident.signal.Headers;

/** Langfuse's HMAC: {@code t=<seconds>,v1=<hex>} over {@code <seconds>.<body>}; the secret signs as it is, in UTF-8. */
public record LangfuseSignature(Keys keys) implements Scheme {
  private static final Pattern SIGNATURE = Pattern.compile("t=([^,]{1,20}),v1=([0-9a-f]{64})");

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var given = headers.get("x-langfuse-signature");
    if (given == null) {
      return Verdict.doubtful(Doubt.SIGNATURE_MISSING);
    }
    var parts = SIGNATURE.matcher(given);
    if (!parts.matches()) {
      return Verdict.doubtful(Doubt.SIGNATURE_MALFORMED);
    }
    var seconds = parts.group(1);
    var doubt = Age.doubt(seconds, now);
    if (doubt != null) {
      return Verdict.doubtful(doubt);
    }
    var signed = (seconds + ".").getBytes(StandardCharsets.US_ASCII);
    return keys.sign(parts.group(2), HexFormat.of()::formatHex, signed, body)
        ? new Verdict.Genuine(new Verdict.Replay(parts.group(2), Age.end(seconds)))
        : Verdict.doubtful(Doubt.SIGNATURE_WRONG);
  }
}
