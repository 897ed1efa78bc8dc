package io.aims.faults.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Outcome;

/**
 * What one run has shown.
 *
 * @param fired whether anything went wrong at all; a run without does not count
 * @param offered requests that clients have sent for their effect, or to be refused; hooks among them
 * @param calmMillis from the end of faults and load until nothing was under way any more
 * @param waitedFor what was the last to come to its end
 * @param toldMillis from the same moment until nobody waited for a mail any more
 * @param peakMemory of each process so far, in MiB
 * @param figures that this scenario measures besides
 */
public record Result(long seed, String scenario, boolean fired, int offered, int accepted, int refused, int unknown,
    int hooks, List<String> breaches, List<Scenario.Recovery> recoveries, long calmMillis, List<String> waitedFor,
    long toldMillis, long millis, Map<String, Long> peakMemory, Map<String, Double> figures) {
  private static final long LONG_MS = 8_000;

  /** Reports of before have no figures. */
  public Result {
    figures = Objects.requireNonNullElse(figures, Map.of());
  }

  static Result of(long seed, Scenario scenario, ClientLog log, List<String> breaches,
      List<Scenario.Recovery> recoveries, long calmMillis, List<String> waitedFor, long toldMillis, long millis,
      Map<String, Long> peakMemory) {
    var outcomes = Stream
        .of(log.hooks().stream().map(ClientLog.Hook::outcome), log.writes().stream().map(ClientLog.Write::outcome),
            log.misfits().stream().map(ClientLog.Misfit::outcome))
        .flatMap(each -> each)
        .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
    var accepted = outcomes.getOrDefault(Outcome.ACCEPTED, 0L).intValue();
    var refused = outcomes.getOrDefault(Outcome.REFUSED, 0L).intValue();
    var unknown = outcomes.getOrDefault(Outcome.UNKNOWN, 0L).intValue();
    return new Result(seed, scenario.name(), !recoveries.isEmpty(), accepted + refused + unknown, accepted, refused,
        unknown,
        log.hooks().size(), breaches, recoveries, calmMillis, waitedFor, toldMillis, millis, peakMemory,
        scenario.figures());
  }

  public String line() {
    return "%6d  %-52s %-5s offered %5d accepted %5d refused %3d unknown %4d  %s  recovery %s ms, calm %d ms, told %d ms, all %.1f s"
        .formatted(seed, scenario, fired ? "fired" : "quiet", offered, accepted, refused, unknown,
            breaches.isEmpty() ? "ok" : breaches.size() + " BREACHES",
            recoveries.stream().map(recovery -> Long.toString(recovery.millis())).collect(Collectors.joining("/")),
            calmMillis, toldMillis, millis / 1000.0)
        + (calmMillis > LONG_MS ? " " + waitedFor : "") + (figures.isEmpty() ? "" : " " + figures);
  }
}
