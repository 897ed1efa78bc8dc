package io.aims.audit.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree that was grown leaf by leaf, with its stored subtrees in a map. */
record GrownTree(List<Hash> leaves, Map<NodeId, Hash> nodes, Frontier frontier) {
  static GrownTree of(int size) {
    var leaves = new ArrayList<Hash>();
    for (var i = 0; i < size; i++) {
      leaves.add(Rfc6962.leaf(("leaf " + i).getBytes(UTF_8)));
    }
    var growth = Frontier.EMPTY.append(leaves);
    var nodes = new HashMap<NodeId, Hash>();
    growth.nodes().forEach(node -> nodes.put(node.id(), node.hash()));
    return new GrownTree(leaves, nodes, growth.frontier());
  }

  NodeSource source() {
    return NodeSource.of(nodes);
  }

  List<Hash> first(int n) {
    return leaves.subList(0, n);
  }

  Hash root(int n) {
    return Proofs.root(n, source());
  }

  static Hash flip(Hash hash, int bit) {
    var bytes = hash.bytes();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Hash.of(bytes);
  }
}
