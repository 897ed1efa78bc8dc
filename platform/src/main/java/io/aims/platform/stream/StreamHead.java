package io.aims.platform.stream;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * How far a stream goes and a digest over all of it: {@code SHA-256(digest before || leaf)} from 32 zero bytes on, where a
 * leaf is that of RFC 6962, {@code SHA-256(0x00 || the event's canonical bytes)}. Who knows one head can tell whether a list of
 * events is the same, complete and in order.
 */
public record StreamHead(long size, byte[] digest) {
  public static final StreamHead EMPTY = new StreamHead(0, new byte[32]);

  /** The head after one more event. */
  public StreamHead append(byte[] body) {
    var sha256 = sha256();
    sha256.update((byte) 0);
    return appendLeaf(sha256.digest(body));
  }

  /** The head after one more event, of which only the leaf hash is known. */
  public StreamHead appendLeaf(byte[] leaf) {
    var sha256 = sha256();
    sha256.update(digest);
    return new StreamHead(size + 1, sha256.digest(leaf));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamHead that && size == that.size && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(size) * 31 + Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return size + " " + Base64.getEncoder().encodeToString(digest);
  }
}
