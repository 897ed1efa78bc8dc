package io.aims.audit.merkle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Roots and proofs of any past or present size, from stored subtrees alone. A store that answers asynchronously first
 * asks which subtrees are {@link #needed}, reads them all at once, and then lets the proof be computed from memory.
 */
public final class Proofs {
  private Proofs() {}

  public static Hash root(long size, NodeSource source) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no size " + size);
    }
    return Subtrees.hash(0, size, source);
  }

  /** RFC 6962 section 2.1.1: that the leaf at {@code index} is in the tree of the first {@code size} leaves. */
  public static InclusionProof inclusion(long index, long size, NodeSource source) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("a tree of size " + size + " has no leaf " + index);
    }
    var path = new ArrayList<Hash>();
    var begin = 0L;
    var end = size;
    while (end - begin > 1) {
      var middle = begin + Subtrees.split(end - begin);
      if (index < middle) {
        path.add(Subtrees.hash(middle, end, source));
        end = middle;
      } else {
        path.add(Subtrees.hash(begin, middle, source));
        begin = middle;
      }
    }
    return new InclusionProof(index, size, path.reversed());
  }

  /** RFC 6962 section 2.1.2: that the tree of {@code second} leaves only added to the tree of {@code first} leaves. */
  public static ConsistencyProof consistency(long first, long second, NodeSource source) {
    if (first < 0 || first > second) {
      throw new IllegalArgumentException("a tree of size " + first + " cannot have grown to size " + second);
    }
    var path = new ArrayList<Hash>();
    if (first > 0) {
      consistency(first, 0, second, true, source, path);
    }
    return new ConsistencyProof(first, second, path);
  }

  private static void consistency(long first, long begin, long end, boolean known, NodeSource source, List<Hash> path) {
    if (first == end) {
      if (!known) {
        path.add(Subtrees.hash(begin, end, source));
      }
      return;
    }
    var middle = begin + Subtrees.split(end - begin);
    if (first <= middle) {
      consistency(first, begin, middle, known, source, path);
      path.add(Subtrees.hash(middle, end, source));
    } else {
      consistency(first, middle, end, false, source, path);
      path.add(Subtrees.hash(begin, middle, source));
    }
  }

  /**
   * The subtrees that a computation will read, found by running it against a source that only takes notes, so that
   * plan and use cannot drift apart: {@code needed(nodes -> Proofs.inclusion(17, 40, nodes))}.
   */
  public static Set<NodeId> needed(Consumer<NodeSource> computation) {
    var ids = new LinkedHashSet<NodeId>();
    computation.accept(id -> {
      ids.add(id);
      return Rfc6962.EMPTY_ROOT;
    });
    return ids;
  }
}
