package io.aims.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 sections 2.1 to 2.1.2 word by word, recursive and slow: what the stored tree is held against. */
final class NaiveTree {
  private NaiveTree() {}

  static Hash root(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return Hash.sha256(new byte[0]);
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    var k = split(leaves.size());
    return Hash.sha256(new byte[]{1}, root(leaves.subList(0, k)).bytes(),
        root(leaves.subList(k, leaves.size())).bytes());
  }

  static List<Hash> path(int m, List<Hash> leaves) {
    var path = new ArrayList<Hash>();
    if (leaves.size() > 1) {
      var k = split(leaves.size());
      if (m < k) {
        path.addAll(path(m, leaves.subList(0, k)));
        path.add(root(leaves.subList(k, leaves.size())));
      } else {
        path.addAll(path(m - k, leaves.subList(k, leaves.size())));
        path.add(root(leaves.subList(0, k)));
      }
    }
    return path;
  }

  static List<Hash> proof(int m, List<Hash> leaves) {
    return subproof(m, leaves, true);
  }

  private static List<Hash> subproof(int m, List<Hash> leaves, boolean known) {
    var n = leaves.size();
    var path = new ArrayList<Hash>();
    if (m == n) {
      if (!known) {
        path.add(root(leaves));
      }
      return path;
    }
    var k = split(n);
    if (m <= k) {
      path.addAll(subproof(m, leaves.subList(0, k), known));
      path.add(root(leaves.subList(k, n)));
    } else {
      path.addAll(subproof(m - k, leaves.subList(k, n), false));
      path.add(root(leaves.subList(0, k)));
    }
    return path;
  }

  private static int split(int n) {
    var k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }
}
