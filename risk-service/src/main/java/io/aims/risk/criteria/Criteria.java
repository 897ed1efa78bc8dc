package io.aims.risk.criteria;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.aims.platform.refusal.Refusal;

/**
 * How an organisation weighs risks: two scales of five steps, a matrix, and what it is ready to live with.
 *
 * @param likelihood names of the steps, from 1 to 5
 * @param consequence names of the steps, from 1 to 5
 * @param matrix a row per likelihood, in it a level per consequence
 * @param appetite the highest level that is acceptable without an exception
 * @param acceptanceMonths how long an acceptance lasts
 */
public record Criteria(
    List<String> likelihood,
    List<String> consequence,
    List<List<Level>> matrix,
    Level appetite,
    int acceptanceMonths) {

  /** Steps of each scale. */
  public static final int STEPS = 5;

  /** The level of a likelihood and a consequence, each from 1 to 5. */
  public Level level(int likelihood, int consequence) {
    return matrix.get(likelihood - 1).get(consequence - 1);
  }

  /** The first day on which an acceptance of {@code day} does not hold any more. */
  public LocalDate expiry(LocalDate day) {
    return day.plusMonths(acceptanceMonths);
  }

  /** Refuses names that mean two steps, and a matrix in which more likelihood or consequence weighs less. */
  Criteria coherent() {
    var broken = new ArrayList<Refusal.Violation>();
    distinct("likelihood", likelihood, broken);
    distinct("consequence", consequence, broken);
    for (var l = 1; l <= STEPS; l++) {
      for (var c = 1; c <= STEPS; c++) {
        var level = level(l, c);
        if (l > 1 && level(l - 1, c).exceeds(level) || c > 1 && level(l, c - 1).exceeds(level)) {
          broken.add(new Refusal.Violation("matrix[%d][%d]".formatted(l - 1, c - 1),
              "must not fall when likelihood or consequence rises"));
        }
      }
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return this;
  }

  private static void distinct(String field, List<String> names, List<Refusal.Violation> broken) {
    if (new HashSet<>(names).size() < names.size()) {
      broken.add(new Refusal.Violation(field, "must name each step differently"));
    }
  }
}
