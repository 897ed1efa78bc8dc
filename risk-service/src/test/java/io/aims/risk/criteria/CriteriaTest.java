package io.aims.risk.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.reference.ReferenceFile;

public class CriteriaTest {
  static final List<String> STEPS = List.of("one", "two", "three", "four", "five");

  /** The criteria that every organisation starts with. */
  public static Criteria usual() {
    return ReferenceFile.read("risk-criteria-1", RiskCriteriaService.UsualCriteria.class).criteria();
  }

  @Test
  void the_usual_matrix_is_monotone_in_both_axes() {
    assertThat(monotone(usual())).isTrue();
    assertThat(usual().coherent()).isEqualTo(usual());
  }

  @Test
  void the_usual_matrix_uses_all_levels() {
    assertThat(usual().matrix().stream().flatMap(List::stream)).contains(Level.values());
  }

  @Test
  void a_falling_cell_is_named() {
    var rows = usual().matrix().stream().map(row -> row.toArray(Level[]::new)).toArray(Level[][]::new);
    rows[2][1] = Level.VERY_HIGH;
    var criteria = with(Arrays.stream(rows).map(List::of).toList());

    assertThatThrownBy(criteria::coherent).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field)
            .containsExactly("matrix[2][2]", "matrix[3][1]"));
  }

  @Test
  void two_steps_may_not_have_one_name() {
    var criteria = new Criteria(List.of("rare", "rare", "x", "y", "z"), STEPS, usual().matrix(), Level.LOW, 12);

    assertThatThrownBy(criteria::coherent).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly("likelihood"));
  }

  @Test
  void an_acceptance_of_the_last_of_january_ends_with_february() {
    var criteria = new Criteria(STEPS, STEPS, usual().matrix(), Level.LOW, 1);

    assertThat(criteria.expiry(LocalDate.of(2027, 1, 31))).isEqualTo(LocalDate.of(2027, 2, 28));
  }

  static Criteria with(List<List<Level>> matrix) {
    return new Criteria(STEPS, STEPS, matrix, Level.MODERATE, 12);
  }

  /** By definition, over all pairs of cells, not only neighbours. */
  static boolean monotone(Criteria criteria) {
    return IntStream.rangeClosed(1, 5)
        .allMatch(l -> IntStream.rangeClosed(1, 5)
            .allMatch(c -> IntStream.rangeClosed(l, 5)
                .allMatch(l2 -> IntStream.rangeClosed(c, 5)
                    .noneMatch(c2 -> criteria.level(l, c).exceeds(criteria.level(l2, c2))))));
  }
}
