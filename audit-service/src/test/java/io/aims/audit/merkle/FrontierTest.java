package io.aims.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

class FrontierTest {
  private static final GrownTree TREE = GrownTree.of(600);

  @Seeded(200)
  void growthInAnyBatchesIsTheSame(Draw draw) {
    // Given
    var batches = draw.listOf(draw.between(0, 12), () -> draw.between(0, 50));
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
