package io.aims.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final String ACME = "a1000000-0000-4000-8000-000000000001";

  @ParameterizedTest
  @ValueSource(strings = {"{\"acme\":{\"id\":\"" + ACME + "\"}}", "\"" + ACME + "\""})
  void oneOrganisationIsReadInBothForms(String claim) {
    assertThat(Caller.organisation(json(claim))).isEqualTo(UUID.fromString(ACME));
  }

  @Test
  void aBareTextIsReadToo() {
    assertThat(Caller.organisation(ACME)).isEqualTo(UUID.fromString(ACME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"acme\":{}}", "{\"acme\":\"" + ACME + "\"}", "{\"acme\":{\"id\":7}}",
      "{\"acme\":{\"id\":\"" + ACME + "\"},\"globex\":{\"id\":\"" + ACME + "\"}}", "\"acme\"", "[\"" + ACME + "\"]",
      "7", "null"})
  void everythingElseIsNoOrganisation(String claim) {
    assertThat(Caller.organisation(json(claim))).isNull();
  }

  @Test
  void noClaimIsNoOrganisation() {
    assertThat(Caller.organisation(null)).isNull();
  }

  private static JsonValue json(String text) {
    try (var reader = Json.createReader(new StringReader("[" + text + "]"))) {
      return reader.readArray().get(0);
    }
  }
}
