package io.aims.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

class ProofsTest {
  private static final int MOST = 130;
  private static final GrownTree TREE = GrownTree.of(MOST);

  @Test
  void everyInclusionProofIsTheStandardsAndVerifies() {
    for (var size = 1; size <= MOST; size++) {
      var root = NaiveTree.root(TREE.first(size));
      assertThat(TREE.root(size)).isEqualTo(root);
      for (var index = 0; index < size; index++) {
        var proof = Proofs.inclusion(index, size, TREE.source());
        assertThat(proof.path()).isEqualTo(NaiveTree.path(index, TREE.first(size)));
        assertThat(proof.verifies(TREE.leaves().get(index), root)).isTrue();
      }
    }
  }

  @Test
  void everyConsistencyProofIsTheStandardsAndVerifies() {
    for (var second = 0; second <= MOST; second++) {
      for (var first = 0; first <= second; first++) {
        var proof = Proofs.consistency(first, second, TREE.source());
        if (first > 0) {
          assertThat(proof.path()).isEqualTo(NaiveTree.proof(first, TREE.first(second)));
        }
        assertThat(proof.verifies(TREE.root(first), TREE.root(second))).isTrue();
      }
    }
  }

  /** Also the proofs for other places and sizes: a path must not do for two statements. */
  @Test
  void noInclusionProofHoldsForAnotherPlaceOrSize() {
    for (var size = 1; size <= 33; size++) {
      for (var index = 0; index < size; index++) {
        var proof = Proofs.inclusion(index, size, TREE.source());
        var leaf = TREE.leaves().get(index);
        for (var other = 0; other < size; other++) {
          assertThat(new InclusionProof(other, size, proof.path()).verifies(leaf, TREE.root(size)))
              .isEqualTo(other == index);
        }
        for (var other = index + 1; other <= 34; other++) {
          assertThat(proof.verifies(leaf, TREE.root(other))).isEqualTo(other == size);
        }
      }
    }
  }

  @Seeded(500)
  void anyFlippedBitBreaksAnInclusionProof(Draw draw) {
    // Given
    var size = draw.between(1, MOST);
    var index = draw.between(0, size - 1);
    var bit = draw.between(0, 255);
    var leaf = TREE.leaves().get(index);
    var root = TREE.root(size);

    // When
    var proof = Proofs.inclusion(index, size, TREE.source());

    // Then
    assertThat(proof.verifies(GrownTree.flip(leaf, bit), root)).isFalse();
    assertThat(proof.verifies(leaf, GrownTree.flip(root, bit))).isFalse();
    for (var broken : broken(proof.path(), bit)) {
      assertThat(new InclusionProof(index, size, broken).verifies(leaf, root)).isFalse();
    }
  }

  @Seeded(500)
  void anyFlippedBitBreaksAConsistencyProof(Draw draw) {
    // Given
    var second = draw.between(2, MOST);
    var first = draw.between(1, second - 1);
    var bit = draw.between(0, 255);
    var older = TREE.root(first);
    var newer = TREE.root(second);

    // When
    var proof = Proofs.consistency(first, second, TREE.source());

    // Then
    assertThat(proof.verifies(GrownTree.flip(older, bit), newer)).isFalse();
    assertThat(proof.verifies(older, GrownTree.flip(newer, bit))).isFalse();
    for (var broken : broken(proof.path(), bit)) {
      assertThat(new ConsistencyProof(first, second, broken).verifies(older, newer)).isFalse();
    }
  }

  @Test
  void aTreeIsConsistentWithItselfAndTheEmptyOneOnly() {
    var root = TREE.root(7);
    assertThat(new ConsistencyProof(7, 7, List.of()).verifies(root, root)).isTrue();
    assertThat(new ConsistencyProof(7, 7, List.of()).verifies(root, TREE.root(8))).isFalse();
    assertThat(new ConsistencyProof(7, 7, List.of(root)).verifies(root, root)).isFalse();
    assertThat(new ConsistencyProof(0, 7, List.of()).verifies(Rfc6962.EMPTY_ROOT, root)).isTrue();
    assertThat(new ConsistencyProof(0, 7, List.of()).verifies(root, root)).isFalse();
    assertThat(new ConsistencyProof(0, 0, List.of()).verifies(Rfc6962.EMPTY_ROOT, root)).isFalse();
    assertThat(new ConsistencyProof(3, 7, List.of()).verifies(TREE.root(3), root)).isFalse();
  }

  @Seeded(300)
  void whatIsNeededIsEnough(Draw draw) {
    // Given
    var size = draw.between(1, MOST);
    var index = draw.between(0, size - 1);

    // When
    var needed = Proofs.needed(nodes -> {
      Proofs.inclusion(index, size, nodes);
      Proofs.consistency(index, size, nodes);
    });

    // Then
    var fetched = new HashMap<NodeId, Hash>();
    needed.forEach(id -> fetched.put(id, TREE.nodes().get(id)));
    assertThat(fetched).doesNotContainValue(null);
    var proof = Proofs.inclusion(index, size, NodeSource.of(fetched));
    assertThat(proof.verifies(TREE.leaves().get(index), TREE.root(size))).isTrue();
    assertThat(Proofs.consistency(index, size, NodeSource.of(fetched)).verifies(TREE.root(index), TREE.root(size)))
        .isTrue();
  }

  @Seeded(300)
  void hugeTreesNeedFewNodes(Draw draw) {
    // Given
    var size = Math.max(1, draw.ofAnyMagnitude());
    var index = draw.between(0, size - 1);

    // When
    var needed = Proofs.needed(nodes -> Proofs.inclusion(index, size, nodes));

    // Then
    assertThat(needed.size()).isLessThanOrEqualTo(2 * 63);
  }

  @Test
  void whatIsNotThereCannotBeProven() {
    assertThatThrownBy(() -> Proofs.inclusion(5, 5, TREE.source())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proofs.inclusion(-1, 5, TREE.source())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proofs.consistency(6, 5, TREE.source())).isInstanceOf(IllegalArgumentException.class);
  }

  /** The path with one bit flipped in one hash, with one hash less, with one more, and in another order. */
  private static List<List<Hash>> broken(List<Hash> path, int bit) {
    var variants = new ArrayList<List<Hash>>();
    for (var i = 0; i < path.size(); i++) {
      var flipped = new ArrayList<>(path);
      flipped.set(i, GrownTree.flip(path.get(i), bit));
      variants.add(flipped);
      var shorter = new ArrayList<>(path);
      shorter.remove(i);
      variants.add(shorter);
      var longer = new ArrayList<>(path);
      longer.add(i, path.get(i));
      variants.add(longer);
    }
    if (path.size() > 1) {
      variants.add(path.reversed());
    }
    return variants;
  }
}
