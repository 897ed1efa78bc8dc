package io.aims.platform.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PrivateKey;

/** Signs notes under one name. */
public final class NoteSigner {
  private final VerifierKey verifier;
  private final PrivateKey key;

  NoteSigner(VerifierKey verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  public String name() {
    return verifier.name();
  }

  public VerifierKey verifier() {
    return verifier;
  }

  NoteSignature sign(String text) {
    return new NoteSignature(verifier.name(), verifier.id(), Ed25519.sign(key, text.getBytes(UTF_8)));
  }

  @Override
  public String toString() {
    return "signer " + verifier.vkey();
  }
}
