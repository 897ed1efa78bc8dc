package io.aims.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.local.stack.RestartPolicy.Verdict;

class RestartPolicyTest {
  private final RestartPolicy policy = new RestartPolicy(RestartPolicy.PAUSES);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Each life: how many seconds until it is ready (never: -), how many it then lives; what follows from its death. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      // a long life is followed by a start at once, again and again
      "0:100 0:100 0:100 0:100 0:100 0:100 0:100 | 0 0 0 0 0 0 0",
      // deaths right after the start: later and later, then no more
      "-:1 -:1 -:1 -:1 -:1 -:1 | 0 1 2 5 15 given-up",
      // who was ready is never given up, but is not started in a storm either
      "1:1 1:1 1:1 1:1 1:1 1:1 1:1 1:1 | 0 1 2 5 15 15 15 15",
      // calm once, and all is forgotten
      "-:1 -:1 -:1 -:1 1:6 -:1 -:1 | 0 1 2 5 0 1 2",
      // almost calm
      "-:1 -:1 1:4 | 0 1 2",
      // slow deaths stay below six in two minutes
      "-:30 -:30 -:30 -:30 -:30 -:30 -:30 -:30 | 0 1 2 5 15 15 15 15",
      // ready once in between: the count of hopeless deaths begins anew
      "-:1 -:1 -:1 -:1 -:1 1:1 -:1 -:1 -:1 -:1 | 0 1 2 5 15 15 15 15 15 15"})
  void whatFollowsFromDeaths(String lives, String verdicts) {
    var told = new StringBuilder();
    for (var life : lives.split(" ")) {
      told.append(' ').append(switch (live(life)) {
        case Verdict.StartAfter(var pause) -> {
          now = now.plus(pause);
          yield Long.toString(pause.toSeconds());
        }
        case Verdict.GiveUp _ -> "given-up";
      });
    }

    assertThat(told.toString().strip()).isEqualTo(verdicts);
  }

  @Test
  void givingUpSaysWhy() {
    for (var death = 1; death < RestartPolicy.ATTEMPTS; death++) {
      policy.died(now);
    }

    assertThat(policy.died(now)).isEqualTo(new Verdict.GiveUp(6, Duration.ofMinutes(2)));
  }

  private Verdict live(String life) {
    var phases = life.split(":");
    if (!phases[0].equals("-")) {
      now = now.plusSeconds(Long.parseLong(phases[0]));
      policy.ready(now);
    }
    now = now.plusSeconds(Long.parseLong(phases[1]));
    return policy.died(now);
  }
}
