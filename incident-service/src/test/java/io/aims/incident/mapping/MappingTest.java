package io.aims.incident.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.mapping.Rule.By;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.refusal.Refusal.Violation;

class MappingTest {
  private static final UUID SYSTEM = new UUID(1, 1);

  @ParameterizedTest
  @CsvSource({"credit, credit, true", "credit, Credit, false", "credit, credit-eu, false", "credit-*, credit-eu, true",
      "credit-*, credit-, true", "credit-*, credit, false", "*-eu, credit-eu, true", "*-eu, credit-us, false",
      "*, any, true",
      "a*b*c, abc, true", "a*b*c, a-b-b-c, true", "a*b*c, acb, false", "ab*ba, aba, false", "a**a, aa, true",
      "*x*, abc, false", "a*bc*c, abc, false"})
  void a_star_stands_for_any_characters(String pattern, String name, boolean meant) {
    assertThat(Glob.matches(pattern, name)).isEqualTo(meant);
  }

  @Test
  void a_rule_looks_at_the_name_that_it_goes_by() {
    var bearing = new Bearing("system", "model", Map.of("namespace", "label"));

    assertThat(rule(By.SYSTEM_REF, null, "system").means(bearing)).isTrue();
    assertThat(rule(By.SYSTEM_REF, null, "model").means(bearing)).isFalse();
    assertThat(rule(By.MODEL_REF, null, "model").means(bearing)).isTrue();
    assertThat(rule(By.LABEL, "namespace", "label").means(bearing)).isTrue();
    assertThat(rule(By.LABEL, "other", "*").means(bearing)).isFalse();
    assertThat(rule(By.SYSTEM_REF, null, "*").means(new Bearing(null, null, Map.of()))).isFalse();
  }

  @Test
  void of_the_rules_that_fit_the_first_one_counts() {
    var mapping = new Mapping(List.of(rule(By.SYSTEM_REF, null, "b"), rule(By.SYSTEM_REF, null, "a*"),
        rule(By.SYSTEM_REF, null, "a")));

    assertThat(mapping.rule(new Bearing("a", null, Map.of()))).isEqualTo(OptionalInt.of(1));
    assertThat(mapping.rule(new Bearing("c", null, Map.of()))).isEmpty();
  }

  @Test
  void rules_that_say_nothing_or_too_much_are_refused() {
    refused(new Mapping(List.of(rule(By.LABEL, null, "a"))), "rules[0].label");
    refused(new Mapping(List.of(rule(By.LABEL, "l", "a"), rule(By.MODEL_REF, "l", "a"))), "rules[1].label");
    refused(new Mapping(List.of(rule(By.MODEL_REF, null, "*a*b*c*"))), "rules[0].matches");
    var full = new Mapping(Collections.nCopies(Mapping.MOST, rule(By.MODEL_REF, null, "a")));
    assertThat(full.coherent()).isSameAs(full);
    assertThatThrownBy(() -> full.with(rule(By.MODEL_REF, null, "b"))).isInstanceOf(Refusal.Invalid.class);
  }

  private static void refused(Mapping mapping, String field) {
    assertThatThrownBy(mapping::coherent).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Violation::field).containsExactly(field));
  }

  private static Rule rule(By by, String label, String matches) {
    return new Rule(by, label, matches, SYSTEM);
  }
}
