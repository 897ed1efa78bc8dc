package io.aims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.aims.faults.run.Result;
import io.aims.faults.run.Scenario.Recovery;
import io.aims.local.stack.Trouble;

class MergedReportTest {
  @TempDir
  Path folder;

  private static Result result(long seed, String scenario, String breach, long millis) {
    return new Result(seed, scenario, true, 10, 8, 1, 1, 5, breach.isEmpty() ? List.of() : List.of(breach),
        List.of(new Recovery("KILL of risk-service", millis)), 100, List.of(), 200, 1000, Map.of("kafka", millis),
        Map.of());
  }

  private void report(String name, Result... results) throws IOException {
    var report = new Report(folder.resolve(name));
    for (var result : results) {
      report.add(result);
    }
  }

  @Test
  void runs_of_several_invocations_count_together() throws IOException {
    report("faults-L2-1.json", result(1, "risk/before-event:KILL", "", 10), result(2, "risk/after-event:KILL", "", 30));
    report("faults-L3-1.json", result(1, "L3 KILL(risk-service)@1+0", "", 20));

    var statistics = MergedReport.of(List.of(folder)).statistics();

    assertThat(statistics.clean()).isTrue();
    assertThat(statistics.levels().get("L2")).containsEntry("runs", 2L).containsEntry("accepted", 16L);
    assertThat(statistics.levels().get("L3")).containsEntry("runs", 1L);
    assertThat(statistics.recovery().get("KILL of risk-service")).containsEntry("count", 3L)
        .containsEntry("p50", 20L)
        .containsEntry("max", 30L);
    assertThat(statistics.peaks()).containsEntry("kafka", 30L);
  }

  @Test
  void a_broken_promise_or_a_run_without_result_in_one_of_them_is_not_clean() throws IOException {
    report("faults-L2-1.json", result(1, "risk/before-event:KILL", "", 10));
    report("faults-L2-2.json", result(2, "risk/before-event:KILL", "a promise: broken", 10));
    new Report(folder.resolve("faults-L2-3.json")).failed();

    var merged = MergedReport.of(List.of(folder));

    assertThat(merged.statistics().clean()).isFalse();
    assertThat(merged.tables()).contains("3 reports, 1 without a result", "a promise: broken",
        "| KILL of risk-service | 2 | 10 | 10 | 10 |");
  }

  @Test
  void its_own_result_and_reports_without_runs_are_passed_over() throws IOException {
    report("faults-L2-1.json", result(1, "risk/before-event:KILL", "", 10));
    Files.writeString(folder.resolve("faults-L5.json"), "[]");
    MergedReport.of(List.of(folder)).write(folder);

    assertThat(MergedReport.of(List.of(folder)).statistics().results()).hasSize(1);
  }

  @Test
  void nothing_to_merge_is_said() {
    assertThatThrownBy(() -> MergedReport.of(List.of(folder))).isInstanceOf(Trouble.class);
  }

  @Test
  void a_report_from_before_there_were_figures_can_be_read() throws IOException {
    report("faults-L2-1.json", result(1, "risk/before-event:KILL", "", 10));
    var file = folder.resolve("faults-L2-1.json");
    Files.writeString(file, Files.readString(file).replaceAll(",\\s*\"figures\" : \\{ \\}", ""));

    assertThat(Files.readString(file)).doesNotContain("figures");
    assertThat(MergedReport.of(List.of(file)).statistics().results().getFirst().figures()).isEmpty();
  }
}
