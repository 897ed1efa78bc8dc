package io.aims.audit.merkle;

import java.util.List;

/** The hashes that lead to both roots, of the tree of {@code first} and of the tree of {@code second} leaves. */
public record ConsistencyProof(long first, long second, List<Hash> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
    if (first < 0 || first > second) {
      throw new IllegalArgumentException("a tree of size " + first + " cannot have grown to size " + second);
    }
  }

  /** RFC 9162 section 2.1.4.2; every tree has grown out of the empty one and out of itself, which needs no hashes. */
  public boolean verifies(Hash firstRoot, Hash secondRoot) {
    if (first == 0 || first == second) {
      var start = first == 0 ? Rfc6962.EMPTY_ROOT : secondRoot;
      return path.isEmpty() && firstRoot.equals(start) && (second != 0 || secondRoot.equals(start));
    }
    var at = first - 1;
    var last = second - 1;
    while ((at & 1) == 1) {
      at >>= 1;
      last >>= 1;
    }
    var startsWithFirst = Long.bitCount(first) == 1;
    if (!startsWithFirst && path.isEmpty()) {
      return false;
    }
    var older = startsWithFirst ? firstRoot : path.getFirst();
    var newer = older;
    for (var sibling : startsWithFirst ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        older = Rfc6962.node(sibling, older);
        newer = Rfc6962.node(sibling, newer);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        newer = Rfc6962.node(newer, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && older.equals(firstRoot) && newer.equals(secondRoot);
  }
}
