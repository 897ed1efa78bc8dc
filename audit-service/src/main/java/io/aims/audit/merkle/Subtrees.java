package io.aims.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/** How a run of leaves is made of complete subtrees, which is the whole geometry that roots and proofs share. */
final class Subtrees {
  private Subtrees() {}

  /** The largest power of two strictly below {@code n} (RFC 6962 section 2.1), for {@code n} of at least 2. */
  static long split(long n) {
    return Long.highestOneBit(n - 1);
  }

  /** The complete subtrees that make up the leaves {@code [begin, end)}, largest first; {@code begin} starts one. */
  static List<NodeId> covering(long begin, long end) {
    var subtrees = new ArrayList<NodeId>();
    var at = begin;
    while (at < end) {
      var width = Long.highestOneBit(end - at);
      var level = Long.numberOfTrailingZeros(width);
      subtrees.add(new NodeId(level, at >> level));
      at += width;
    }
    return subtrees;
  }

  /** The hash over the leaves {@code [begin, end)}. */
  static Hash hash(long begin, long end, NodeSource source) {
    return fold(covering(begin, end).stream().map(source::hash).toList());
  }

  /** Joins subtrees from the right, where the smallest are. */
  static Hash fold(List<Hash> subtrees) {
    if (subtrees.isEmpty()) {
      return Rfc6962.EMPTY_ROOT;
    }
    var hash = subtrees.getLast();
    for (var i = subtrees.size() - 2; i >= 0; i--) {
      hash = Rfc6962.node(subtrees.get(i), hash);
    }
    return hash;
  }
}
