package io.aims.risk.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.risk.controls.Control;
import io.aims.risk.controls.ControlCatalogue;
import io.aims.risk.risk.Theme;

class IncidentEffectsTest {
  private static final IncidentEffects EFFECTS = new IncidentEffects();

  @Test
  void every_kind_of_incident_has_its_effect() throws Exception {
    var schema = new ObjectMapper().readTree(Contracts.schema("aims.incident.incident.opened.v1"));
    var kinds = StreamSupport.stream(schema.at("/properties/kind/enum").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());

    assertThat(EFFECTS.all().keySet()).hasSize(11).isEqualTo(kinds);
  }

  @Test
  void every_effect_touches_risks_and_controls_that_exist() {
    var controls = new ControlCatalogue().all().stream().map(Control::id).collect(Collectors.toSet());

    assertThat(EFFECTS.all()).allSatisfy((kind, effect) -> {
      assertThat(effect.themes()).isNotEmpty();
      assertThat(controls).containsAll(effect.controls());
      assertThat(effect.controls()).isNotEmpty();
      assertThat(effect.themes()).as("an unforeseen risk is flagged next time").contains(effect.unforeseen().theme());
    });
  }

  @Test
  void unfairness_touches_fairness_and_what_should_have_prevented_it() {
    var effect = EFFECTS.of("FAIRNESS");

    assertThat(effect.themes()).isEqualTo(Set.of(Theme.FAIRNESS));
    assertThat(effect.controls()).isEqualTo(Set.of("A.5.4", "A.6.2.4", "A.6.2.6", "A.7.4"));
  }

  @Test
  void a_kind_of_tomorrow_is_treated_as_unknown() {
    assertThat(EFFECTS.of("SOMETHING_NEW")).isEqualTo(EFFECTS.of("UNKNOWN"));
  }
}
