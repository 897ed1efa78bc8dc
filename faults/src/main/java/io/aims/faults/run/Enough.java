package io.aims.faults.run;

import java.util.List;
import java.util.stream.Stream;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Load;
import io.aims.faults.load.Outcome;

/** Whether so much was accepted that the promises were put to the test: who refuses everything breaks none. */
final class Enough {
  private Enough() {}

  /** @param share of what was planned that has to be accepted, hooks and changes each for themselves */
  static List<String> breaches(Load.Plan plan, double share, ClientLog log) {
    var hooks = marks(log.hooks()
        .stream()
        .filter(hook -> hook.outcome() == Outcome.ACCEPTED)
        .map(ClientLog.Hook::mark));
    var changes = marks(log.writes()
        .stream()
        .filter(write -> write.outcome() == Outcome.ACCEPTED)
        .map(ClientLog.Write::mark));
    return Stream.concat(few("hooks", hooks, plan.allHooks(), share), few("changes", changes, plan.allChanges(), share))
        .toList();
  }

  private static long marks(Stream<String> accepted) {
    return accepted.distinct().count();
  }

  private static Stream<String> few(String what, long accepted, int planned, double share) {
    return accepted >= planned * share
        ? Stream.of()
        : Stream.of("enough happens: of %d planned %s %d were accepted".formatted(planned, what, accepted));
  }
}
