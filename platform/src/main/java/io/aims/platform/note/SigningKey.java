package io.aims.platform.note;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;

/**
 * An Ed25519 key that signs under any number of names: each name has a verifier key of its own, so that no note of one
 * passes for another's.
 */
public final class SigningKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  public static SigningKey generate() {
    KeyPair pair = Ed25519.generate();
    return new SigningKey(pair.getPrivate(), pair.getPublic());
  }

  /** Reads an unencrypted PKCS#8 key in PEM (RFC 7468), as {@code openssl genpkey -algorithm ed25519} writes it. */
  public static SigningKey parsePem(String pem) {
    var body = pem.strip();
    if (!body.startsWith(BEGIN) || !body.endsWith(END)) {
      throw new InvalidNote(InvalidNote.Reason.KEY, "not a PEM file with an unencrypted private key");
    }
    try {
      var pkcs8 = Base64.getMimeDecoder().decode(body.substring(BEGIN.length(), body.length() - END.length()));
      var key = Ed25519.privateKey(pkcs8);
      return new SigningKey(key, Ed25519.publicKeyOf(key));
    } catch (IllegalArgumentException | InvalidKeySpecException e) {
      throw new InvalidNote(InvalidNote.Reason.KEY, "not an Ed25519 private key in PKCS#8");
    }
  }

  public String pem() {
    var base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(privateKey.getEncoded());
    return BEGIN + "\n" + base64 + "\n" + END + "\n";
  }

  public NoteSigner signer(String name) {
    return new NoteSigner(VerifierKey.of(name, publicKey), privateKey);
  }

  @Override
  public String toString() {
    return "signing key " + Base64Text.encode(Ed25519.rawPublicKey(publicKey));
  }
}
