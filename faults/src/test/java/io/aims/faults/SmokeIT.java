package io.aims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.faults.FaultProgramme.Planned;

/** Three crash points on the real stack, so that no change leaves the programme itself broken. */
class SmokeIT {

  @Test
  void three_crash_points_break_nothing() throws Exception {
    var planned = new ArrayList<Planned>();
    for (var point : List.of("incident/after-commit-of-delivery:KILL", "risk/after-send-before-mark:RESET",
        "audit/before-commit-of-publication:RESET")) {
      planned.addAll(new FaultProgramme(1L + planned.size(), 1, 10).of(point));
    }

    var report = Main.run(Path.of(System.getProperty("aims.project")), "smoke", planned);

    assertThat(report.fired()).as("positive control").isEqualTo(3);
    assertThat(report.clean()).isTrue();
  }
}
