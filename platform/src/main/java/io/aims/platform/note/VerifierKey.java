package io.aims.platform.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who may sign notes: a name and an Ed25519 public key, written as one word
 * {@code <name>+<key id, 8 hexadecimal digits>+<base64 of 0x01 and the 32 bytes of the key>}. Trust starts here, so it
 * always comes from outside of what is verified.
 */
public final class VerifierKey {
  /** Signature type of plain Ed25519 in the C2SP note format. */
  private static final byte ED25519 = 0x01;

  private final String name;
  private final byte[] raw;
  private final int id;
  private final PublicKey key;

  private VerifierKey(String name, byte[] raw, PublicKey key) {
    this.name = name;
    this.raw = raw;
    this.key = key;
    this.id = keyId(name, raw);
  }

  static VerifierKey of(String name, PublicKey key) {
    if (!KeyName.isValid(name)) {
      throw new InvalidNote(InvalidNote.Reason.KEY, "a key's name has no spaces and no plus: '" + name + "'");
    }
    return new VerifierKey(name, Ed25519.rawPublicKey(key), key);
  }

  public static VerifierKey parse(String vkey) {
    var parts = vkey.split("\\+", 3);
    if (parts.length != 3 || !KeyName.isValid(parts[0])) {
      throw malformed("expected <name>+<key id>+<base64 key>");
    }
    var bytes = Base64Text.decode(parts[2]).orElseThrow(() -> malformed("the key is not base64"));
    if (bytes.length == 0 || bytes[0] != ED25519) {
      throw malformed("only Ed25519 keys (type 0x01) are known");
    }
    if (bytes.length != 1 + Ed25519.PUBLIC_KEY_LENGTH) {
      throw malformed("an Ed25519 key has 32 bytes");
    }
    var raw = Arrays.copyOfRange(bytes, 1, bytes.length);
    if (!parts[1].equals(HexFormat.of().toHexDigits(keyId(parts[0], raw)))) {
      throw malformed("the key id " + parts[1] + " does not belong to this name and key");
    }
    try {
      return new VerifierKey(parts[0], raw, Ed25519.publicKey(raw));
    } catch (GeneralSecurityException e) {
      throw malformed("not a point of Ed25519");
    }
  }

  /** {@code SHA-256(name || 0x0A || 0x01 || key)}, the first four bytes, big-endian. */
  private static int keyId(String name, byte[] raw) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(name.getBytes(UTF_8));
      sha256.update(new byte[]{'\n', ED25519});
      return ByteBuffer.wrap(sha256.digest(raw)).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static InvalidNote malformed(String why) {
    return new InvalidNote(InvalidNote.Reason.KEY, "not a verifier key: " + why);
  }

  public String name() {
    return name;
  }

  public int id() {
    return id;
  }

  public String idHex() {
    return HexFormat.of().toHexDigits(id);
  }

  public String vkey() {
    var typed = new byte[1 + raw.length];
    typed[0] = ED25519;
    System.arraycopy(raw, 0, typed, 1, raw.length);
    return name + "+" + idHex() + "+" + Base64Text.encode(typed);
  }

  boolean isNamedIn(NoteSignature signature) {
    return signature.keyId() == id && signature.name().equals(name);
  }

  boolean verifies(byte[] text, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_LENGTH && Ed25519.verify(key, text, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return vkey();
  }
}
