package io.aims.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

class IfMatchTest {
  private final Aggregate thing = new Aggregate(UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH) {
    @Override
    protected String aggregateType() {
      return "thing";
    }
  };

  @Test
  void the_present_version_passes() {
    assertThat(IfMatch.check(IfMatch.parse("\"1\""), thing)).isSameAs(thing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "\"0\"", "W/\"1\"", "\"x\"", "\"99999999999\""})
  void any_other_tag_is_stale(String header) {
    assertThatThrownBy(() -> IfMatch.check(IfMatch.parse(header), thing)).isInstanceOf(Refusal.Stale.class);
  }

  @Test
  void no_condition_is_refused() {
    assertThatThrownBy(() -> IfMatch.check(null, thing)).isInstanceOf(Refusal.ConditionMissing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "*", "\"1\", \"2\"", "\"1", "''"})
  void what_is_no_single_tag_is_malformed(String header) {
    assertThatThrownBy(() -> IfMatch.parse(header)).isInstanceOf(Refusal.Malformed.class);
  }
}
