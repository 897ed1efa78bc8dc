package io.aims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.aims.faults.point.CrashPoint;
import io.aims.local.stack.Trouble;

class FaultProgrammeTest {

  @Test
  void every_point_is_struck_in_every_way_once() {
    var names = FaultProgramme.of("L2", 1, 0).stream().map(planned -> planned.scenario().name()).toList();

    assertThat(names).doesNotHaveDuplicates().hasSize(CrashPoint.all().size() * 3);
  }

  @Test
  void a_seed_repeats_its_run_alone() {
    var among = FaultProgramme.of("L3", 100, 20).get(7);
    var alone = FaultProgramme.of("L3", 107, 1).getFirst();

    assertThat(alone.seed()).isEqualTo(among.seed());
    assertThat(alone.scenario().name()).isEqualTo(among.scenario().name());
    assertThat(FaultProgramme.of("L2", 42, 1).getFirst().scenario().name())
        .isEqualTo(FaultProgramme.of("L2", 40, 9).get(2).scenario().name());
  }

  @Test
  void other_seeds_are_other_storms() {
    assertThat(FaultProgramme.of("L3", 1, 50).stream().map(planned -> planned.scenario().name()).distinct())
        .hasSizeGreaterThan(45);
  }

  @Test
  void a_point_can_be_asked_for_by_name() {
    assertThat(FaultProgramme.of("inventory/before-event", 1, 0)).hasSize(3);
    assertThat(FaultProgramme.of("inventory/before-event:kill", 1, 2)).hasSize(2);
    assertThatThrownBy(() -> FaultProgramme.of("L9", 1, 0)).isInstanceOf(Trouble.class)
        .hasMessageContaining("inventory/before-event");
  }

  @Test
  void options_are_understood_or_refused() {
    assertThat(Options.parse("--seed", "7", "L3", "--runs", "2")).isEqualTo(
        new Options(7, 2, java.util.List.of("L3")));
    assertThat(Options.parse().levels()).containsExactly("L1", "L2", "L3", "DISK", "L5");
    assertThatThrownBy(() -> Options.parse("--seed")).isInstanceOf(Trouble.class);
    assertThatThrownBy(() -> Options.parse("--sed", "1")).isInstanceOf(Trouble.class);
  }
}
