package io.aims.incident.concern;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of an anonymous reporter: 160 random bits, of which only a salted hash is kept (HMAC-SHA-256, RFC 2104).
 * Nobody guesses them, so that the hash need not be slow, and wrong codes need not be counted. The handle beside it is
 * public and only says where to look.
 */
final class ReceiptCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALGORITHM = "HmacSHA256";
  private static final int CODE = 32;
  private static final int NAME = 12;
  private static final int GROUP = 4;

  private ReceiptCode() {}

  /** A new code: 32 signs of 5 bits, in groups. */
  static String code() {
    return signs(CODE).replaceAll(".{" + GROUP + "}(?=.)", "$0-");
  }

  /** A new name that nobody can guess or put in order: 12 signs of 5 bits. */
  static String name() {
    return signs(NAME);
  }

  static byte[] salt() {
    var salt = new byte[16];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /** The hash of {@code code}, however it is grouped and written. */
  static byte[] hash(String code, byte[] salt) {
    var plain = code.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
      return mac.doFinal(plain.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /** Whether {@code code} is the one; takes as long when it is not. */
  static boolean matches(String code, byte[] salt, byte[] hash) {
    return MessageDigest.isEqual(hash(code, salt), hash);
  }

  private static String signs(int count) {
    var signs = new StringBuilder();
    RANDOM.ints(count, 0, ALPHABET.length()).forEach(i -> signs.append(ALPHABET.charAt(i)));
    return signs.toString();
  }
}
