package io.aims.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.UUID;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.refusal.Refusal;

class CurrentCallerTest {
  private static final String ACME = "a1000000-0000-4000-8000-000000000001";

  @ParameterizedTest
  @ValueSource(strings = {"{\"acme\":{\"id\":\"" + ACME + "\"}}", "\"" + ACME + "\""})
  void a_person_and_a_machine_have_one_organisation(String claim) {
    assertThat(CurrentCaller.organisation(json(claim))).isEqualTo(UUID.fromString(ACME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"acme\":{}}", "{\"acme\":{\"id\":7}}", "{\"acme\":\"x\"}", "\"acme\"", "7", "[]",
      "{\"acme\":{\"id\":\"" + ACME + "\"},\"globex\":{\"id\":\"" + ACME + "\"}}"})
  void none_several_or_unreadable_ones_are_refused(String claim) {
    assertThatThrownBy(() -> CurrentCaller.organisation(json(claim))).isInstanceOf(Refusal.Forbidden.class);
  }

  @Test
  void no_claim_is_refused() {
    assertThatThrownBy(() -> CurrentCaller.organisation(null)).isInstanceOf(Refusal.Forbidden.class);
  }

  private static Object json(String text) {
    try (var reader = Json.createReader(new StringReader("[" + text + "]"))) {
      return reader.readArray().getFirst();
    }
  }
}
