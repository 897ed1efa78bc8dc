package io.aims.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.aims.local.stack.Trouble;

class MemoryTest {
  private static final String MEMINFO = "MemTotal:  8000000 kB\nMemFree:  100000 kB\nMemAvailable:   4096000 kB\n";

  @Test
  void aMachineWithoutLimits() {
    assertThat(Memory.available(MEMINFO, "max", "1", "")).hasValue(4000);
  }

  @Test
  void aControlGroupThatLeavesLess() {
    var limit = Long.toString(2_000L * 1024 * 1024);
    var used = Long.toString(700L * 1024 * 1024);
    var statistics = "anon 1\ninactive_file " + 200L * 1024 * 1024 + "\n";

    var available = Memory.available(MEMINFO, limit, used, statistics);

    assertThat(available).as("2000 less the 500 that are not just file cache").hasValue(1500);
  }

  @Test
  void tooLittleIsSaidWithNumbers() {
    assertThatThrownBy(() -> Memory.check(OptionalLong.of(2999))).isInstanceOf(Trouble.class)
        .hasMessageContaining("2999 MB");
  }

  @Test
  void enoughOrUnknownIsFine() {
    assertThatCode(() -> {
      Memory.check(OptionalLong.of(3000));
      Memory.check(OptionalLong.empty());
    }).doesNotThrowAnyException();
  }
}
