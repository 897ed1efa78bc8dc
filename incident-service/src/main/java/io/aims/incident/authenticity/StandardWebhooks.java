package io.aims.incident.authenticity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Headers;

/**
 * Standard Webhooks: one header lists signatures over {@code <id>.<seconds>.<body>}, symmetric ones as {@code v1},
 * Ed25519 ones as {@code v1a}; any genuine one will do, so that senders can rotate.
 *
 * @param secrets null when the source has only public keys
 * @param publicKeys empty when it has only secrets
 */
public record StandardWebhooks(@Nullable Keys secrets, List<Ed25519Key> publicKeys) implements Scheme {
  private static final int SIGNATURES = 10;

  public StandardWebhooks {
    publicKeys = List.copyOf(publicKeys);
    if (secrets == null && publicKeys.isEmpty()) {
      throw new IllegalArgumentException("Without any key nothing can be verified");
    }
  }

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var given = headers.get("webhook-signature");
    if (given == null) {
      return Verdict.doubtful(Doubt.SIGNATURE_MISSING);
    }
    var signatures = given.split(" +", SIGNATURES + 1);
    if (signatures.length > SIGNATURES) {
      return Verdict.doubtful(Doubt.TOO_MANY_SIGNATURES);
    }
    var id = headers.get("webhook-id");
    if (id == null) {
      return Verdict.doubtful(Doubt.DELIVERY_ID_MISSING);
    }
    var seconds = headers.get("webhook-timestamp");
    var doubt = Age.doubt(seconds, now);
    if (doubt != null || seconds == null) {
      return Verdict.doubtful(doubt == null ? Doubt.TIMESTAMP_MISSING : doubt);
    }
    var signed = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    return any(signatures, signed, body)
        ? new Verdict.Genuine(new Verdict.Replay(id, Age.end(seconds)))
        : Verdict.doubtful(Doubt.SIGNATURE_WRONG);
  }

  private boolean any(String[] signatures, byte[] signed, byte[] body) {
    var any = false;
    for (var signature : signatures) {
      var parts = signature.split(",", 2);
      if (parts.length == 2) {
        any |= genuine(parts[0], parts[1], signed, body);
      }
    }
    return any;
  }

  /** A version that we don't know is no fault: the sender may be ahead of us. */
  private boolean genuine(String version, String signature, byte[] signed, byte[] body) {
    return switch (version) {
      case "v1" -> secrets != null && secrets.sign(signature, Base64.getEncoder()::encodeToString, signed, body);
      case "v1a" -> publicKeys.stream().anyMatch(key -> key.signed(signature, signed, body));
      default -> false;
    };
  }
}
