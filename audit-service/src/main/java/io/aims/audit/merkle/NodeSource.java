package io.aims.audit.merkle;

import java.util.Map;

/** Where the hashes of complete subtrees come from: a map filled by one query, or a table. */
@FunctionalInterface
public interface NodeSource {
  /** @throws IllegalStateException when a complete subtree of the tree is not stored */
  Hash hash(NodeId id);

  static NodeSource of(Map<NodeId, Hash> nodes) {
    return id -> {
      var hash = nodes.get(id);
      if (hash == null) {
        throw new IllegalStateException("the stored tree lacks level " + id.level() + ", index " + id.index());
      }
      return hash;
    };
  }
}
