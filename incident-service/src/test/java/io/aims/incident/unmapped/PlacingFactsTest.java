package io.aims.incident.unmapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.mapping.Bearing;
import io.aims.incident.mapping.Directions;
import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.Placement;
import io.aims.incident.mapping.Placement.By;
import io.aims.incident.mapping.Rule;
import io.aims.incident.signal.SignalKey;

class PlacingFactsTest {
  private static final UUID SOURCE = new UUID(0, 1);
  private static final SignalKey KEY = new SignalKey("ab");
  private static final Map<By, UUID> SYSTEMS = Map.of(By.EARLIER, new UUID(1, 1), By.RULE, new UUID(1, 2),
      By.ASSIGNMENT,
      new UUID(1, 3), By.NAME, new UUID(1, 4), By.BINDING, new UUID(1, 5));

  /** Each line: whether it is an end, what is known of it (Binding, Earlier, Rule, Assignment, Name), and what counts. */
  @ParameterizedTest
  @CsvSource({"false, ERAN, RULE", "false, EAN, ASSIGNMENT", "false, EN, NAME", "false, E,", "false, -,",
      "true, ERAN, EARLIER", "true, RAN, RULE", "true, AN, ASSIGNMENT", "true, N, NAME", "true, -,",
      "false, BERAN, BINDING", "false, B, BINDING", "true, BERAN, EARLIER", "true, BRAN, BINDING"})
  void what_counts_before_what(boolean over, String known, By expected) {
    var placement = facts(known, false).answer(new Question(SOURCE, KEY, bearing(), over));

    assertThat(placement.map(Placement::by).orElse(null)).isEqualTo(expected);
    assertThat(placement.map(Placement::systemId).orElse(null))
        .isEqualTo(expected == null ? null : SYSTEMS.get(expected));
  }

  @Test
  void the_end_of_what_fires_in_the_queue_stays_with_it() {
    assertThat(facts("E", true).answer(new Question(SOURCE, KEY, bearing(), true))).isEmpty();
  }

  @Test
  void another_sources_rules_count_for_nothing() {
    assertThat(facts("R", false).answer(new Question(new UUID(0, 2), KEY, bearing(), false))).isEmpty();
  }

  @Test
  void a_candidate_takes_the_place_of_the_sources_rules() {
    var other = UUID.randomUUID();

    var candidate = facts("R", false).with(SOURCE, new Mapping(List.of(rule("nothing", other), rule("c*", other))));

    assertThat(candidate.answer(new Question(SOURCE, KEY, bearing(), false)))
        .contains(new Placement(other, By.RULE, 1));
  }

  @Test
  void news_of_a_registry_are_placed_by_their_name() {
    assertThat(facts("N", false).answer(Question.ofModel(SOURCE, "credit")).map(Placement::by)).contains(By.NAME);
    assertThat(facts("R", false).answer(Question.ofModel(SOURCE, "credit")).map(Placement::by)).contains(By.RULE);
    assertThat(facts("RN", false).answer(Question.ofModel(SOURCE, "other"))).isEmpty();
    assertThat(facts("BRN", false).answer(Question.ofModel(SOURCE, "other")).map(Placement::by)).contains(By.BINDING);
  }

  private static Bearing bearing() {
    return new Bearing("credit", null, Map.of());
  }

  private static Rule rule(String matches, UUID system) {
    return new Rule(Rule.By.SYSTEM_REF, null, matches, system);
  }

  private static PlacingFacts facts(String known, boolean fires) {
    return new PlacingFacts(new Directions(known.contains("B") ? Map.of(SOURCE, SYSTEMS.get(By.BINDING)) : Map.of(),
        Set.of(),
        known.contains("R") ? Map.of(SOURCE, new Mapping(List.of(rule("credit", SYSTEMS.get(By.RULE))))) : Map.of()),
        Map.of(KEY, new PlacingFacts.Queued(known.contains("A") ? SYSTEMS.get(By.ASSIGNMENT) : null, fires, fires)),
        known.contains("E") ? Map.of(KEY, SYSTEMS.get(By.EARLIER)) : Map.of(),
        known.contains("N") ? Map.of("credit", SYSTEMS.get(By.NAME)) : Map.of());
  }
}
