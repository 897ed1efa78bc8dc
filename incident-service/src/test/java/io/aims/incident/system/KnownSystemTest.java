package io.aims.incident.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSystemTest {
  private static final UUID ID = UUID.fromString("0199a0c0-1111-7000-8000-000000000001");
  private static final UUID BINDING = UUID.fromString("0199a0c0-2222-7000-8000-000000000001");

  @ParameterizedTest
  @ValueSource(strings = {"0199a0c0-1111-7000-8000-000000000001", "AIS-0007", "ais-0007", "Credit Scoring",
      "credit-scoring", "scoring-api", "ml/scoring-api", "credit-xgb"})
  void a_monitor_may_use_any_of_its_names(String ref) {
    assertThat(scoring().answersTo(ref)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "scoring", "ml", "AIS-00070"})
  void it_does_not_answer_to_what_is_only_similar(String ref) {
    assertThat(scoring().answersTo(ref)).isFalse();
  }

  /** Each line: a name, what it is in a label, and what is another one there. */
  @ParameterizedTest
  @CsvSource({"与信スコア, 与信スコア, -", "Über Größe, über-größe, -ber-gr-e", "(Fraud) 2!, fraud-2, fraud",
      "(Fraud) 2!, -fraud-2-, fraud",
      "Крeдит 7, крeдит-7, -7"})
  void a_name_in_any_script_keeps_its_letters_in_a_label(String name, String ref, String other) {
    var system = named(name);

    assertThat(system.answersTo(ref)).isTrue();
    assertThat(system.answersTo(other)).isFalse();
  }

  @Test
  void a_name_without_letters_and_digits_is_none_in_a_label() {
    assertThat(named("!?").names()).containsExactly(ID.toString(), "AIS-0007", "!?");
  }

  private static KnownSystem named(String name) {
    var system = new KnownSystem(ID, UUID.randomUUID());
    system.describe("AIS-0007", name, "OPERATION_AND_MONITORING", null);
    return system;
  }

  @Test
  void it_answers_no_more_to_a_place_that_it_has_left() {
    var system = scoring();

    system.unbind(BINDING);

    assertThat(system.answersTo("credit-xgb")).isFalse();
  }

  @Test
  void a_place_that_is_told_twice_is_there_once() {
    var place = place();

    assertThat(new Places(java.util.List.of()).with(place).with(place).all()).containsExactly(place);
  }

  private static KnownSystem scoring() {
    var system = new KnownSystem(ID, UUID.randomUUID());
    system.describe("AIS-0007", "Credit Scoring", "OPERATION_AND_MONITORING", null);
    system.bind(place());
    return system;
  }

  private static Place place() {
    return new Place(BINDING, "KUBERNETES_WORKLOAD", null, "ml", "scoring-api", null, "credit-xgb");
  }
}
