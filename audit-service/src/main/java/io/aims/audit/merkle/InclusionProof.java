package io.aims.audit.merkle;

import java.util.List;

/** The hashes beside the way from the leaf at {@code index} up to the root of the tree of {@code size} leaves. */
public record InclusionProof(long index, long size, List<Hash> path) {
  public InclusionProof {
    path = List.copyOf(path);
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("a tree of size " + size + " has no leaf " + index);
    }
  }

  /**
   * RFC 9162 section 2.1.3.2; {@code leaf} is the hash of the leaf, {@code root} comes from a checkpoint that is
   * trusted.
   */
  public boolean verifies(Hash leaf, Hash root) {
    var at = index;
    var last = size - 1;
    var hash = leaf;
    for (var sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = Rfc6962.node(sibling, hash);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = Rfc6962.node(hash, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
