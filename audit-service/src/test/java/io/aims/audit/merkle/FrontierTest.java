package io.aims.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrontierTest {
  private static final GrownTree TREE = GrownTree.of(600);

  @Property(tries = 200)
  void growthInAnyBatchesIsTheSame(@ForAll @Size(max = 12) List<@IntRange(max = 50) Integer> batches) {
    // Given
    var frontier = Frontier.EMPTY;
    var nodes = new ArrayList<Node>();

    // When
    for (var batch : batches) {
      var from = (int) frontier.size();
      var growth = frontier.append(TREE.leaves().subList(from, from + batch));
      nodes.addAll(growth.nodes());
      frontier = growth.frontier();
    }

    // Then
    var size = (int) frontier.size();
    assertThat(frontier.root()).isEqualTo(NaiveTree.root(TREE.first(size)));
    assertThat(frontier).isEqualTo(Frontier.load(size, TREE.source()));
    assertThat(nodes).doesNotHaveDuplicates().allMatch(node -> node.hash().equals(TREE.nodes().get(node.id())));
    assertThat(nodes).hasSize(2 * size - Long.bitCount(size));
  }

  @Test
  void aFrontierThatDoesNotFitItsSizeIsRefused() {
    assertThatThrownBy(() -> new Frontier(3, List.of(Rfc6962.EMPTY_ROOT))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStoreWithAHoleIsNamed() {
    assertThatThrownBy(() -> Frontier.load(601, TREE.source())).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("level 0, index 600");
  }
}
