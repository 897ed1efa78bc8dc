package io.aims.incident.severity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.signal.Severity;

class SeverityMatrixTest {
  private static final SeverityMatrix MATRIX = SeverityMatrix.inForce();

  @Test
  void it_has_a_cell_for_every_harm_and_reach_and_something_milder_for_every_severity() {
    assertThat(MATRIX.version()).isEqualTo(1);
    assertThat(MATRIX.cells().keySet()).containsExactlyInAnyOrder(HarmLevel.values());
    assertThat(MATRIX.cells().values())
        .allSatisfy(row -> assertThat(row.keySet()).containsExactlyInAnyOrder(Reach.values()));
    assertThat(MATRIX.milder().keySet()).containsExactlyInAnyOrder(Severity.values());
    assertThat(MATRIX.floors()).hasSize(3);
  }

  @Test
  void deeper_harm_and_farther_reach_are_never_milder() {
    for (var harm : HarmLevel.values()) {
      for (var reach : Reach.values()) {
        var here = MATRIX.cells().get(harm).get(reach);
        Arrays.stream(HarmLevel.values())
            .filter(h -> h.compareTo(harm) >= 0)
            .forEach(deeper -> Arrays.stream(Reach.values())
                .filter(r -> r.compareTo(reach) >= 0)
                .forEach(farther -> assertThat(MATRIX.cells().get(deeper).get(farther)).isLessThanOrEqualTo(here)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
      "PHYSICAL,       NONE,    OCCURRED, 0,     0, POSSIBLE,    INFO,     INCIDENT,  harm-none-reach-nobody",
      "PHYSICAL,       SLIGHT,  OCCURRED, 1,     0, LIKELY,      MINOR,    INCIDENT,  harm-slight-reach-individual",
      "ECONOMIC,       SERIOUS, OCCURRED, 99,    0, LIKELY,      MAJOR,    INCIDENT,  harm-serious-reach-group",
      "ECONOMIC,       SERIOUS, OCCURRED, 100,   0, LIKELY,      CRITICAL, INCIDENT,  harm-serious-reach-many",
      "PHYSICAL,       GRAVE,   OCCURRED, 9999,  0, ESTABLISHED, CRITICAL, INCIDENT,  harm-grave-reach-many",
      "PHYSICAL,       GRAVE,   OCCURRED, 10000, 0, ESTABLISHED, CRITICAL, DISASTER,  harm-grave-reach-society",
      "PHYSICAL,       GRAVE,   AVERTED,  10000, 0, ESTABLISHED, MAJOR,    NEAR_MISS, harm-grave-reach-society-not-come-about",
      "PHYSICAL,       GRAVE,   POSSIBLE, 1,     0, UNKNOWN,     MAJOR,    HAZARD,    harm-grave-reach-individual-not-come-about",
      "RIGHTS,         SLIGHT,  OCCURRED, 1,     0, LIKELY,      MAJOR,    INCIDENT,  rights-infringed",
      "RIGHTS,         SLIGHT,  POSSIBLE, 1,     0, LIKELY,      INFO,     HAZARD,    harm-slight-reach-individual-not-come-about",
      "INFRASTRUCTURE, SERIOUS, OCCURRED, 0,     0, LIKELY,      CRITICAL, INCIDENT,  infrastructure-disrupted",
      "REPUTATIONAL,   SLIGHT,  OCCURRED, 2,     1, LIKELY,      MAJOR,    INCIDENT,  vulnerable-persons-hit",
      "PHYSICAL,       GRAVE,   OCCURRED, 5,     0, EXCLUDED,    INFO,     INCIDENT,  causality-excluded"})
  void the_rule_that_decides_is_named(HarmType type, HarmLevel harm, Occurrence occurrence, long persons,
      long vulnerable, Causality causality, Severity severity, Term term, String rule) {
    var verdict = MATRIX.decide(new HarmFacts(Set.of(type), harm, occurrence, persons, vulnerable, causality));

    assertThat(verdict.severity()).isEqualTo(severity);
    assertThat(verdict.term()).isEqualTo(term);
    assertThat(verdict.rule()).isEqualTo(rule);
  }

  @Test
  void every_reach_begins_at_one_number_of_persons() {
    assertThat(MATRIX.reach().values().stream().collect(Collectors.toSet())).hasSize(MATRIX.reach().size());
  }
}
