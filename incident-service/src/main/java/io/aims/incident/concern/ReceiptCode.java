package io.aims.incident.concern;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The secret of an anonymous reporter: 160 random bits, of which only a slow salted hash is kept (PBKDF2 with HMAC-SHA-512,
 * RFC 8018). The handle beside it is public and only says where to look.
 */
final class ReceiptCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ITERATIONS = 210_000;
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

  /** The slow hash of {@code code}, however it is grouped and written; takes a good part of a second. */
  static byte[] hash(String code, byte[] salt) {
    var plain = code.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    var spec = new PBEKeySpec(plain.toCharArray(), salt, ITERATIONS, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PBKDF2", e);
    } finally {
      spec.clearPassword();
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
