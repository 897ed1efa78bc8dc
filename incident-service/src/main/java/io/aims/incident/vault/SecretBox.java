package io.aims.incident.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts with AES-256-GCM under the newest of several keys; what an older one has sealed can be opened as long as that
 * key is there. A secret is bound to its owner: sealed for one it does not open for another.
 */
public final class SecretBox {
  static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private final NavigableMap<String, byte[]> keys;

  /** @param keys by name; the last name is the newest */
  SecretBox(NavigableMap<String, byte[]> keys) {
    if (keys.isEmpty() || keys.values().stream().anyMatch(key -> key.length != KEY)) {
      throw new IllegalArgumentException("A box needs a key, and each has " + KEY + " bytes");
    }
    this.keys = new TreeMap<>(keys);
  }

  /** @param owner what the secret belongs to, e.g. an id */
  public SealedSecret seal(String secret, String owner) {
    var nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    var newest = keys.lastEntry();
    try {
      var text = cipher(Cipher.ENCRYPT_MODE, newest.getValue(), nonce, owner)
          .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      var bytes = Arrays.copyOf(nonce, NONCE + text.length);
      System.arraycopy(text, 0, bytes, NONCE, text.length);
      return new SealedSecret(newest.getKey(), bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /** Empty when the key is not at hand, or the bytes are not what was sealed for this owner. */
  public Optional<String> open(SealedSecret sealed, String owner) {
    var key = keys.get(sealed.key());
    if (key == null || sealed.bytes().length < NONCE) {
      return Optional.empty();
    }
    try {
      var text = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed.bytes(), NONCE), owner)
          .doFinal(sealed.bytes(), NONCE, sealed.bytes().length - NONCE);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String owner) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
