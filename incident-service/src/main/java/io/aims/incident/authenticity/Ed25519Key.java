package io.aims.incident.authenticity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** A sender's public key as Standard Webhooks writes it: base64 of its 32 bytes after {@code whpk_}. */
public final class Ed25519Key {
  private static final String PREFIX = "whpk_";
  private static final int BYTES = 32;
  private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  /** The y coordinates of the eight points of small order (RFC 7748 section 6.1 speaks of their like). */
  private static final Set<BigInteger> WEAK = Set.of(BigInteger.ZERO, BigInteger.ONE, FIELD.subtract(BigInteger.ONE),
      number(HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
      number(HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")));
  private static final byte[] SUBJECT_PUBLIC_KEY_INFO = HexFormat.of().parseHex("302a300506032b6570032100");
  private final PublicKey key;

  private Ed25519Key(PublicKey key) {
    this.key = key;
  }

  /** Throws {@link IllegalArgumentException} for what is no such key. */
  public static Ed25519Key of(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("A public key of Standard Webhooks begins with " + PREFIX);
    }
    var raw = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("An Ed25519 key has " + BYTES + " bytes");
    }
    if (WEAK.contains(number(raw))) {
      throw new IllegalArgumentException("Anybody could sign for this key: it is of small order");
    }
    var encoded = new byte[SUBJECT_PUBLIC_KEY_INFO.length + BYTES];
    System.arraycopy(SUBJECT_PUBLIC_KEY_INFO, 0, encoded, 0, SUBJECT_PUBLIC_KEY_INFO.length);
    System.arraycopy(raw, 0, encoded, SUBJECT_PUBLIC_KEY_INFO.length, BYTES);
    try {
      return new Ed25519Key(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No Ed25519 key", e);
    }
  }

  /** Little-endian, without the sign bit, as a member of the field. */
  private static BigInteger number(byte[] littleEndian) {
    var bytes = new byte[BYTES];
    for (var index = 0; index < BYTES; index++) {
      bytes[index] = littleEndian[BYTES - 1 - index];
    }
    bytes[0] &= 0x7f;
    return new BigInteger(1, bytes).mod(FIELD);
  }

  boolean signed(String base64, byte[]... parts) {
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      for (var part : parts) {
        verifier.update(part);
      }
      return verifier.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
