package io.aims.e2e;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Somebody else's ledger: the same name, another key (C2SP signed-note verifier key). */
final class OtherLedger {
  private OtherLedger() {}

  static String vkey(String name) throws GeneralSecurityException {
    var spki = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    var typed = new byte[33];
    typed[0] = 1;
    System.arraycopy(spki, spki.length - 32, typed, 1, 32);
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    var id = HexFormat.of().formatHex(Arrays.copyOf(digest.digest(typed), 4));
    return name + "+" + id + "+" + Base64.getEncoder().encodeToString(typed) + "\n";
  }
}
