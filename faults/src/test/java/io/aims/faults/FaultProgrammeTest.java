package io.aims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.aims.faults.point.CrashPoint;
import io.aims.local.stack.Trouble;

class FaultProgrammeTest {

  @Test
  void every_point_is_struck_in_every_way_once() {
    var names = new FaultProgramme(1, 0, 10).of("L2").stream().map(planned -> planned.scenario().name()).toList();

    assertThat(names).doesNotHaveDuplicates().hasSize(CrashPoint.all().size() * 3);
  }

  @Test
  void a_seed_repeats_its_run_alone() {
    var among = new FaultProgramme(100, 20, 10).of("L3").get(7);
    var alone = new FaultProgramme(107, 1, 10).of("L3").getFirst();

    assertThat(alone.seed()).isEqualTo(among.seed());
    assertThat(alone.scenario().name()).isEqualTo(among.scenario().name());
    assertThat(new FaultProgramme(42, 1, 10).of("L2").getFirst().scenario().name())
        .isEqualTo(new FaultProgramme(40, 9, 10).of("L2").get(2).scenario().name());
  }

  @Test
  void other_seeds_are_other_storms() {
    assertThat(new FaultProgramme(1, 50, 10).of("L3").stream().map(planned -> planned.scenario().name()).distinct())
        .hasSizeGreaterThan(45);
  }

  @Test
  void a_point_can_be_asked_for_by_name() {
    assertThat(new FaultProgramme(1, 0, 10).of("inventory/before-event")).hasSize(3);
    assertThat(new FaultProgramme(1, 2, 10).of("inventory/before-event:kill")).hasSize(2);
    assertThatThrownBy(() -> new FaultProgramme(1, 0, 10).of("L9")).isInstanceOf(Trouble.class)
        .hasMessageContaining("inventory/before-event");
  }

  @Test
  void a_disturbance_can_be_asked_for_by_name_with_whom_it_can_befall() {
    assertThat(new FaultProgramme(1, 3, 10).of("KILL:audit-service")).hasSize(3)
        .allSatisfy(planned -> assertThat(planned.scenario().name()).startsWith("L3 KILL(audit-service)@"));
    assertThatThrownBy(() -> new FaultProgramme(1, 0, 10).of("POISON:kafka")).isInstanceOf(Trouble.class)
        .hasMessageContaining("REBALANCE:incident-service");
  }

  @Test
  void each_part_is_killed_at_rest_in_turn() {
    var parts = new FaultProgramme(3, 16, 10).of("RECOVERY")
        .stream()
        .map(planned -> planned.scenario().name())
        .toList();

    assertThat(parts.subList(0, 8)).doesNotHaveDuplicates().isEqualTo(parts.subList(8, 16));
    assertThat(parts).contains("RECOVERY of incident-service", "RECOVERY of postgres", "RECOVERY of keycloak",
        "RECOVERY of mail");
  }

  @Test
  void each_of_two_processes_of_each_service_has_its_turn_with_each_fault() {
    var twins = new FaultProgramme(7, 0, 10).of("TWINS").stream().map(planned -> planned.scenario().name()).toList();

    assertThat(twins).hasSize(24)
        .doesNotHaveDuplicates()
        .contains("TWINS of audit-service: FREEZE of the second one", "TWINS of risk-service: STOP of the first one");
  }

  @Test
  void options_are_understood_or_refused() {
    assertThat(Options.parse("--seed", "7", "L3", "--runs", "2")).isEqualTo(
        new Options(7, 2, 10, 1.5, java.util.List.of("L3")));
    assertThat(Options.parse("--minutes", "1", "--memory", "1.2", "OUTAGE")
        .programme()
        .of("OUTAGE")
        .getFirst()
        .scenario()
        .name()).endsWith("for 1 min");
    assertThat(Options.parse("L5:hook").mutants()).contains("hook");
    assertThat(Options.parse("L5:hook").onEngines()).isEmpty();
    assertThat(Options.parse().levels()).containsExactly("L1", "L2", "L3", "DISK", "OUTAGE", "L5");
    assertThatThrownBy(() -> Options.parse("--seed")).isInstanceOf(Trouble.class);
    assertThatThrownBy(() -> Options.parse("--sed", "1")).isInstanceOf(Trouble.class);
  }
}
