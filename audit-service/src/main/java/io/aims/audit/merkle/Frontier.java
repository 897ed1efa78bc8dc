package io.aims.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is needed to let a tree grow: the hashes of the complete subtrees which make it up, largest (leftmost)
 * first, one for every set bit of its size. At most 63 hashes, whatever the size.
 */
public record Frontier(long size, List<Hash> hashes) {
  public static final Frontier EMPTY = new Frontier(0, List.of());

  public Frontier {
    hashes = List.copyOf(hashes);
    if (size < 0 || hashes.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException("a tree of size " + size + " is not made of " + hashes.size() + " subtrees");
    }
  }

  /** The subtrees to read from the store in order to continue a tree of this size. */
  public static List<NodeId> nodes(long size) {
    return Subtrees.covering(0, size);
  }

  public static Frontier load(long size, NodeSource source) {
    return new Frontier(size, nodes(size).stream().map(source::hash).toList());
  }

  /** The frontier after the leaves, and every subtree (leaves included) that they completed, to be stored with them. */
  public record Growth(Frontier frontier, List<Node> nodes) {}

  public Growth append(List<Hash> leaves) {
    var stack = new ArrayList<>(hashes);
    var completed = new ArrayList<Node>(2 * leaves.size());
    var index = size;
    for (var leaf : leaves) {
      push(leaf, index++, stack, completed);
    }
    return new Growth(new Frontier(index, stack), List.copyOf(completed));
  }

  public Frontier append(Hash leaf) {
    return append(List.of(leaf)).frontier();
  }

  public Hash root() {
    return Subtrees.fold(hashes);
  }

  private static void push(Hash leaf, long index, List<Hash> stack, List<Node> completed) {
    var hash = leaf;
    var id = new NodeId(0, index);
    completed.add(new Node(id, hash));
    while ((id.index() & 1) == 1) {
      hash = Rfc6962.node(stack.removeLast(), hash);
      id = new NodeId(id.level() + 1, id.index() >> 1);
      completed.add(new Node(id, hash));
    }
    stack.add(hash);
  }
}
