package io.aims.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.test.TestRealm;

/** Makes tokens that differ in one thing from a good one of a governance officer of acme. */
final class Forge {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Forge() {}

  static String good() {
    return TestRealm.token(TestRealm.ACME, "governance-officer");
  }

  /** Other claims, under the realm's own signature. */
  static String claims(Consumer<ObjectNode> change) {
    return token(header -> {}, change, signing -> sign(realmKey(), signing));
  }

  /** Another header, under the realm's own signature. */
  static String header(Consumer<ObjectNode> change) {
    return token(change, claims -> {}, signing -> sign(realmKey(), signing));
  }

  /** Another header, signed by another key. */
  static String signedBy(KeyPair key, Consumer<ObjectNode> change) {
    return token(change, claims -> {}, signing -> sign(key.getPrivate(), signing));
  }

  /** Without a signature. */
  static String unsigned(String algorithm) {
    return token(header -> header.put("alg", algorithm), claims -> {}, signing -> new byte[0]);
  }

  /** MACed with the realm's public key, in {@code encoding}. */
  static String maced(byte[] encodedKey) {
    return token(header -> header.put("alg", "HS256"), claims -> {}, signing -> {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(encodedKey, "HmacSHA256"));
      return mac.doFinal(signing);
    });
  }

  static KeyPair newKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static PublicKey realmPublicKey() {
    try {
      var key = (RSAPrivateCrtKey) realmKey();
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrivateKey realmKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(
            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty("aims.test.realm.key"))));
  }

  private static byte[] sign(PrivateKey key, byte[] signing) throws GeneralSecurityException {
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(signing);
    return signature.sign();
  }

  private static String token(Consumer<ObjectNode> header, Consumer<ObjectNode> claims, Signer signer) {
    try {
      var parts = good().split("\\.");
      var signing = changed(parts[0], header) + "." + changed(parts[1], claims);
      return signing + "." + BASE64.encodeToString(signer.sign(signing.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String changed(String part, Consumer<ObjectNode> change) {
    try {
      var json = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(part));
      change.accept(json);
      return BASE64.encodeToString(JSON.writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Signer {
    byte[] sign(byte[] signing) throws GeneralSecurityException;
  }
}
