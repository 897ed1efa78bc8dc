package io.aims.risk.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

/** The law of a risk matrix: more likely or worse never weighs less. */
class CriteriaLawTest {
  private static final List<Level> LEVELS = List.of(Level.values());

  @Seeded(1000)
  void a_matrix_is_adopted_exactly_when_it_is_monotone(Draw draw) {
    var cells = draw.listOf(25, () -> draw.oneOf(LEVELS));
    if (draw.yesOrNo()) {
      Collections.sort(cells);
      if (draw.yesOrNo()) {
        cells.set(draw.between(0, 24), draw.oneOf(LEVELS));
      }
    }
    var criteria = CriteriaTest.with(IntStream.range(0, 5).mapToObj(l -> cells.subList(l * 5, l * 5 + 5)).toList());

    if (CriteriaTest.monotone(criteria)) {
      assertThat(criteria.coherent()).isSameAs(criteria);
    } else {
      assertThatThrownBy(criteria::coherent).isInstanceOf(Refusal.Invalid.class);
    }
  }
}
