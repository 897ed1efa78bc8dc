package io.aims.incident.unmapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.counting.Sighting;
import io.aims.incident.mapping.Directions;
import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.Rule;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;

/** Of a signal that is counted for the system of lending. */
class RecognitionTest {
  private static final UUID SOURCE = new UUID(0, 1);
  private static final UUID LENDING = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);

  /** Each line: what the monitor calls the system, by what the source's one rule leads to which system, what is said. */
  @ParameterizedTest
  @CsvSource({"lending, -, LENDING, true", "loans, -, LENDING, false", "loans, SYSTEM_REF, LENDING, true",
      "loans, SYSTEM_REF, OTHER, false", "loans, MODEL_REF, LENDING, false", "lending, MODEL_REF, OTHER, true",
      ", MODEL_REF, LENDING,"})
  void a_name_is_recognised_when_the_system_or_a_rule_by_name_answers_to_it(@Nullable String ref, String by,
      String leadsTo, @Nullable Boolean expected) {
    var facts = facts(by.equals("-") ? Mapping.NONE : rule(by, leadsTo.equals("LENDING") ? LENDING : OTHER));

    var recognised = Recognition.recognised(facts, List.of(sighting(ref)),
        (system, name) -> system.equals(LENDING) && name.equals("lending"));

    assertThat(recognised).extracting(Sighting::systemRefKnown).containsExactly(expected);
  }

  @Test
  void a_rule_by_name_recognises_it_also_behind_another_one_that_has_placed_it() {
    var rules = List.of(new Rule(Rule.By.MODEL_REF, null, "model-*", LENDING),
        new Rule(Rule.By.SYSTEM_REF, null, "loans", LENDING));

    assertThat(facts(new Mapping(rules)).nameMeans(sighting("loans"))).isTrue();
    assertThat(facts(new Mapping(rules)).nameMeans(sighting("leases"))).isFalse();
  }

  @Test
  void a_rule_of_another_source_recognises_nothing() {
    var facts = facts(new UUID(0, 2), rule("SYSTEM_REF", LENDING));

    assertThat(facts.nameMeans(sighting("loans"))).isFalse();
  }

  private static Mapping rule(String by, UUID system) {
    return new Mapping(List.of(new Rule(Rule.By.valueOf(by), null, "*", system)));
  }

  private static PlacingFacts facts(Mapping mapping) {
    return facts(SOURCE, mapping);
  }

  private static PlacingFacts facts(UUID source, Mapping mapping) {
    return new PlacingFacts(new Directions(Map.of(), Set.of(), Map.of(source, mapping)), Map.of(), Map.of(), Map.of());
  }

  private static Sighting sighting(@Nullable String systemRef) {
    var signal = new Signal(Kind.FAIRNESS, Severity.CRITICAL, SignalStatus.FIRING, systemRef, "model-7",
        "native:parity-gap", null, null, null, null, null, null, new TreeMap<>(Map.of("fingerprint", "parity-gap")));
    return new Sighting(new UUID(4, 1), Instant.EPOCH, SOURCE, LENDING, new SignalKey("ab"), signal);
  }
}
