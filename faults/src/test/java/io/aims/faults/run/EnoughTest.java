package io.aims.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Load;
import io.aims.faults.load.Org;
import io.aims.faults.load.Outcome;

class EnoughTest {
  private final Load.Plan plan = new Load.Plan(83, 1, 1, 35, Duration.ofSeconds(1));
  private final ClientLog log = new ClientLog();

  @Test
  void the_plan_counts_what_is_asked_for() {
    assertThat(plan.allHooks()).isEqualTo(100);
    assertThat(plan.allChanges()).isEqualTo(100);
  }

  @Test
  void a_run_in_which_everything_is_refused_proves_nothing() {
    all(100, 100, Outcome.REFUSED);

    assertThat(Enough.breaches(plan, 0.5, log)).containsExactly(
        "enough happens: of 100 planned hooks 0 were accepted",
        "enough happens: of 100 planned changes 0 were accepted");
  }

  @Test
  void hooks_do_not_stand_in_for_changes() {
    all(100, 49, Outcome.ACCEPTED);

    assertThat(Enough.breaches(plan, 0.5, log)).containsExactly(
        "enough happens: of 100 planned changes 49 were accepted");
  }

  @Test
  void a_repetition_is_not_more() {
    all(50, 50, Outcome.ACCEPTED);
    assertThat(Enough.breaches(plan, 0.5, log)).isEmpty();

    all(50, 50, Outcome.ACCEPTED);
    assertThat(Enough.breaches(plan, 0.51, log)).hasSize(2);
  }

  @Test
  void where_nothing_goes_wrong_what_one_service_has_told_shows_at_another() {
    all(100, 100, Outcome.ACCEPTED);
    assertThat(Enough.breaches(plan, 0.95, log))
        .containsExactly("enough happens: no effect of a change was seen at another service");

    log.add(new ClientLog.Reading("owner", "/v1/risk-assessments?systemId=1", 1, 1));
    assertThat(Enough.breaches(plan, 0.95, log)).isEmpty();
  }

  @Test
  void calm_lets_hardly_anything_be_refused() {
    assertThat(new FairWeather().accepted()).isEqualTo(0.95);
  }

  private void all(int hooks, int changes, Outcome outcome) {
    for (var i = 0; i < hooks; i++) {
      log.add(new ClientLog.Hook(Org.ACME, new UUID(1, 1), "hook-" + i, true, outcome, null));
    }
    for (var i = 0; i < changes; i++) {
      log.add(new ClientLog.Write(Org.ACME, "mark-" + i, "/v1/risks", outcome));
    }
  }
}
