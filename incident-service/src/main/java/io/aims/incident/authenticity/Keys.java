package io.aims.incident.authenticity;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The live secrets of a source: one, or two while they are rotated. Compared in constant time, never printed. */
public final class Keys {
  private static final int LIVE = 2;
  private static final String STANDARD = "whsec_";
  private final List<byte[]> live;

  private Keys(List<byte[]> live) {
    if (live.isEmpty() || live.size() > LIVE || live.stream().anyMatch(key -> key.length == 0)) {
      throw new IllegalArgumentException("A source has one live secret, or two while they are rotated");
    }
    this.live = live;
  }

  /** Secrets that sign by their UTF-8 bytes. */
  public static Keys raw(String... secrets) {
    return new Keys(List.of(secrets).stream().map(secret -> secret.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** Secrets of Standard Webhooks: base64 after {@code whsec_}. */
  public static Keys standard(String... secrets) {
    return new Keys(List.of(secrets).stream().map(Keys::decoded).toList());
  }

  private static byte[] decoded(String secret) {
    if (!secret.startsWith(STANDARD)) {
      throw new IllegalArgumentException("A secret of Standard Webhooks begins with " + STANDARD);
    }
    return Base64.getDecoder().decode(secret.substring(STANDARD.length()));
  }

  /** Does any live secret give this text as HMAC-SHA256 of the parts, one after the other? */
  boolean sign(String signature, Function<byte[], String> encoding, byte[]... parts) {
    var given = signature.getBytes(StandardCharsets.UTF_8);
    var any = false;
    for (var key : live) {
      any |= MessageDigest.isEqual(encoding.apply(hmac(key, parts)).getBytes(StandardCharsets.UTF_8), given);
    }
    return any;
  }

  /** Is this one of the live secrets? Lengths don't show, as digests are compared. */
  boolean contain(String secret) {
    var given = sha256(secret.getBytes(StandardCharsets.UTF_8));
    var any = false;
    for (var key : live) {
      any |= MessageDigest.isEqual(sha256(key), given);
    }
    return any;
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256 for any key", e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return live.size() + " secret(s)";
  }
}
