package io.aims.incident.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What makes two signals the same one: SHA-256 over organisation, source and identity labels.
 *
 * <p>Each text goes in behind its length, so that no two label sets can run into the same bytes.
 */
public record SignalKey(String hex) {

  static SignalKey of(UUID tenant, UUID source, SortedMap<String, String> identity) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      add(digest, tenant);
      add(digest, source);
      identity.forEach((label, value) -> {
        add(digest, label);
        add(digest, value);
      });
      return new SignalKey(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, UUID id) {
    digest.update(ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array());
  }

  private static void add(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
