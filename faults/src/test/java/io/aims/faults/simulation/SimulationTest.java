package io.aims.faults.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int SEEDS = 400;

  @Test
  void whatever_goes_wrong_everything_arrives_once_and_in_order() {
    var report = Level1.run(1, SEEDS, false);

    assertThat(report.violations()).isEmpty();
    assertThat(report.events()).as("positive control: there was something to lose").isGreaterThan(20L * SEEDS);
    assertThat(report.records()).as("positive control: some events were sent again").isGreaterThan(report.events());
  }

  @Test
  void a_seed_tells_the_same_story_each_time() {
    assertThat(Simulation.of(7)).isEqualTo(Simulation.of(7));
  }
}
