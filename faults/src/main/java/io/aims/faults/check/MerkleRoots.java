package io.aims.faults.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;

/** RFC 6962 section 2.1, written anew for the checker: the root of a growing list of leaf hashes. */
final class MerkleRoots {
  private final Deque<Subtree> perfect = new ArrayDeque<>();

  private record Subtree(long size, byte[] root) {}

  void append(byte[] leaf) {
    var grown = new Subtree(1, leaf);
    while (!perfect.isEmpty() && perfect.peek().size() == grown.size()) {
      var left = perfect.pop();
      grown = new Subtree(left.size() * 2, node(left.root(), grown.root()));
    }
    perfect.push(grown);
  }

  byte[] root() {
    byte[] right = null;
    for (var subtree : perfect) {
      right = right == null ? subtree.root() : node(subtree.root(), right);
    }
    return right == null ? sha256().digest() : right;
  }

  static byte[] leaf(byte[] content) {
    var digest = sha256();
    digest.update((byte) 0);
    return digest.digest(content);
  }

  private static byte[] node(byte[] left, byte[] right) {
    var digest = sha256();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
