package io.aims.incident.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.signal.Profile;

class BlankedTest {

  @ParameterizedTest
  @ValueSource(strings = {"{\"routing_key\":\"KEY-0123\",\"a\":1}", "{\"routing_key\" :\n \"KEY-0123\"}",
      "{\"routing\\u005fkey\":\"KEY-0123\"}", "{\"a\":[{\"routing_key\":\"KEY-0123\"}],\"b\":\"KEY-0123\"}",
      "{\"routing_key\":\"KEY-0123\",\"cut off"})
  void a_routing_key_never_shows(String body) {
    var shown = Blanked.text(Profile.PAGERDUTY, body.getBytes(StandardCharsets.UTF_8));

    assertThat(shown).doesNotContain("KEY-0123").contains("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"summary\":\"all \\\"well\\\"\"}", "no json", ""})
  void everything_else_stays_as_it_came(String body) {
    assertThat(Blanked.text(Profile.PAGERDUTY, body.getBytes(StandardCharsets.UTF_8))).isEqualTo(body);
    assertThat(Blanked.text(Profile.GRAFANA, body.getBytes(StandardCharsets.UTF_8))).isEqualTo(body);
  }
}
