package io.aims.incident.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aims.incident.mapping.Rule.By;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.refusal.Refusal.Violation;

/** The rules of one source, of which the first that fits counts. */
public record Mapping(List<Rule> rules) {
  public static final int MOST = 200;
  public static final Mapping NONE = new Mapping(List.of());
  private static final int STARS = 3;

  public Mapping {
    rules = List.copyOf(rules);
  }

  /** Which rule means what bears these names; empty when none does. */
  public OptionalInt rule(Bearing bearing) {
    return IntStream.range(0, rules.size()).filter(index -> rules.get(index).means(bearing)).findFirst();
  }

  /** The same with one rule more, behind the others; refuses what would be too many. */
  public Mapping with(Rule rule) {
    return new Mapping(Stream.concat(rules.stream(), Stream.of(rule)).toList()).coherent();
  }

  /** Refuses rules that say nothing, or too many things. */
  public Mapping coherent() {
    var violations = new ArrayList<Violation>();
    if (rules.size() > MOST) {
      violations.add(new Violation("rules", "at most " + MOST + " of them"));
    }
    for (var index = 0; index < rules.size(); index++) {
      var rule = rules.get(index);
      if ((rule.by() == By.LABEL) != (rule.label() != null)) {
        violations
            .add(new Violation("rules[%d].label".formatted(index), "belongs to rules by LABEL, and to no others"));
      }
      if (rule.matches().chars().filter(c -> c == '*').count() > STARS) {
        violations.add(new Violation("rules[%d].matches".formatted(index), "at most " + STARS + " times *"));
      }
    }
    if (!violations.isEmpty()) {
      throw new Refusal.Invalid(violations);
    }
    return this;
  }
}
