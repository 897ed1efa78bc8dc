package io.aims.faults.run;

import java.util.List;
import java.util.stream.Stream;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Load;
import io.aims.faults.load.Outcome;

/** Whether so much was accepted that the promises were put to the test: who refuses everything breaks none. */
final class Enough {
  private static final double CALM = 0.95;

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
    return Stream.of(few("hooks", hooks, plan.allHooks(), share), few("changes", changes, plan.allChanges(), share),
        seen(share, log)).flatMap(each -> each).toList();
  }

  /** Where nothing goes wrong, what one service has told shows at another one. */
  private static Stream<String> seen(double share, ClientLog log) {
    return share < CALM
        || log.readings().stream().anyMatch(reading -> reading.what().startsWith("/v1/risk-assessments?"))
            ? Stream.of()
            : Stream.of("enough happens: no effect of a change was seen at another service");
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
