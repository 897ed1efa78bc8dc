package io.aims.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.aims.faults.stack.StackUnderTest;

class MemoryLimitsTest {
  private final MemoryLimits limits = new MemoryLimits(Map.of("kafka", 200L, "gateway", 100L), 1.5);

  @Test
  void a_process_may_hold_so_many_times_as_much_as_in_calm() {
    assertThat(limits.breaches(Map.of("kafka", 300L, "gateway", 150L))).isEmpty();
  }

  @Test
  void more_is_a_breach() {
    assertThat(limits.breaches(Map.of("kafka", 301L, "gateway", 150L)))
        .containsExactly("memory is bounded: kafka has held 301 MiB, its limit is 300");
  }

  @Test
  void a_second_process_may_hold_as_much() {
    assertThat(limits.breaches(Map.of("gateway-twin", 150L))).isEmpty();
    assertThat(limits.breaches(Map.of("gateway-twin", 151L))).hasSize(1);
  }

  @Test
  void a_process_of_which_nothing_is_known_is_noticed() {
    assertThat(limits.breaches(Map.of("mailer", 1L))).hasSize(1);
  }

  @Test
  void every_part_of_the_stack_has_a_limit() {
    var release = MemoryLimits.times(1);

    assertThat(StackUnderTest.components()).allSatisfy(
        component -> assertThat(release.breaches(Map.of(component, 1L))).isEmpty());
  }
}
