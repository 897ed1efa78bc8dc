package io.aims.platform.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Stands in for free text in an event: {@code hex(SHA-256(salt || utf8(text)))} with a random salt of 16 bytes per text.
 *
 * <p>The text and its salt stay with the owner. Whoever is given both can check them against the event; once both are
 * deleted, the published hash says nothing about the text.
 */
final class Commitments {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Commitments() {}

  /** The public half (field → hash) and the private half (field → text and salt). */
  record Pair(ObjectNode published, ObjectNode kept) {}

  static Pair to(Map<String, String> texts) {
    var published = JsonNodeFactory.instance.objectNode();
    var kept = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(texts).forEach((field, text) -> {
      var salt = new byte[16];
      RANDOM.nextBytes(salt);
      published.put(field, hash(salt, text));
      kept.putObject(field).put("salt", HexFormat.of().formatHex(salt)).put("text", text);
    });
    return new Pair(published, kept);
  }

  static String hash(byte[] salt, String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
