package io.aims.audit.merkle;

/** The three hashes of RFC 6962 section 2.1; the prefixes keep a leaf from ever passing for an inner node. */
public final class Rfc6962 {
  /** Root of the tree without leaves. */
  public static final Hash EMPTY_ROOT = Hash.sha256();

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private Rfc6962() {}

  public static Hash leaf(byte[] entry) {
    var digest = Hash.newDigest();
    digest.update(LEAF);
    digest.update(entry);
    return Hash.of(digest.digest());
  }

  public static Hash node(Hash left, Hash right) {
    var digest = Hash.newDigest();
    digest.update(NODE);
    left.addTo(digest);
    right.addTo(digest);
    return Hash.of(digest.digest());
  }
}
