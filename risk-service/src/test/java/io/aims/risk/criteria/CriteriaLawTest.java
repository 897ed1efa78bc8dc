package io.aims.risk.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import io.aims.platform.refusal.Refusal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** The law of a risk matrix: more likely or worse never weighs less. */
class CriteriaLawTest {

  @Property
  void a_matrix_is_adopted_exactly_when_it_is_monotone(@ForAll @Size(25) List<Level> levels, @ForAll boolean sorted) {
    var cells = sorted ? levels.stream().sorted().toList() : levels;
    var criteria = CriteriaTest.with(IntStream.range(0, 5).mapToObj(l -> cells.subList(l * 5, l * 5 + 5)).toList());

    if (CriteriaTest.monotone(criteria)) {
      assertThat(criteria.coherent()).isSameAs(criteria);
    } else {
      assertThatThrownBy(criteria::coherent).isInstanceOf(Refusal.Invalid.class);
    }
  }
}
