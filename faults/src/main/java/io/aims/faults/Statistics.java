package io.aims.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.aims.faults.run.Result;
import io.aims.faults.run.Scenario.Recovery;

/**
 * Figures over many runs, of one invocation or of several.
 *
 * @param failed runs that came to no result
 */
record Statistics(List<Result> results, int failed) {

  boolean clean() {
    return failed == 0 && results.stream().allMatch(result -> result.breaches().isEmpty());
  }

  Map<String, Object> summary() {
    var summary = new LinkedHashMap<String, Object>();
    summary.put("runs", results.size());
    summary.put("withoutResult", failed);
    summary.putAll(summary(results));
    return summary;
  }

  /** The same for each kind of run. */
  Map<String, Map<String, Long>> levels() {
    var levels = new TreeMap<String, Map<String, Long>>();
    results.stream()
        .collect(Collectors.groupingBy(Statistics::level))
        .forEach((level, of) -> {
          var row = new LinkedHashMap<String, Long>();
          row.put("runs", (long) of.size());
          row.put("different", of.stream().map(Result::scenario).distinct().count());
          row.putAll(summary(of));
          levels.put(level, row);
        });
    return levels;
  }

  private static Map<String, Long> summary(List<Result> results) {
    var summary = new LinkedHashMap<String, Long>();
    summary.put("fired", results.stream().filter(Result::fired).count());
    summary.put("offered", sum(results, Result::offered));
    summary.put("accepted", sum(results, Result::accepted));
    summary.put("refused", sum(results, Result::refused));
    summary.put("unknown", sum(results, Result::unknown));
    summary.put("hooks", sum(results, Result::hooks));
    summary.put("runsWithBreaches", results.stream().filter(result -> !result.breaches().isEmpty()).count());
    summary.put("slowestCalmMillis", results.stream().mapToLong(Result::calmMillis).max().orElse(0));
    summary.put("slowestToldMillis", results.stream().mapToLong(Result::toldMillis).max().orElse(0));
    return summary;
  }

  private static long sum(List<Result> results, ToLongFunction<Result> figure) {
    return results.stream().mapToLong(figure).sum();
  }

  private static String level(Result result) {
    var name = result.scenario();
    if (name.startsWith("L3 ")) {
      return "L3";
    }
    if (name.startsWith("disk full")) {
      return "DISK";
    }
    if (name.startsWith("Kafka ")) {
      return "OUTAGE";
    }
    if (name.startsWith("TWINS ")) {
      return "TWINS";
    }
    if (name.startsWith("RECOVERY ")) {
      return "RECOVERY";
    }
    return name.contains("/") ? "L2" : "CALM";
  }

  /** How long until the next 2xx, by fault and part. */
  Map<String, Map<String, Long>> recovery() {
    var byKind = results.stream()
        .flatMap(result -> result.recoveries().stream())
        .collect(Collectors.groupingBy(Recovery::kind, TreeMap::new,
            Collectors.mapping(Recovery::millis, Collectors.toList())));
    var table = new TreeMap<String, Map<String, Long>>();
    byKind.forEach((kind, millis) -> table.put(kind, row(millis.stream().sorted().toList())));
    return table;
  }

  private static Map<String, Long> row(List<Long> sorted) {
    var row = new LinkedHashMap<String, Long>();
    row.put("count", (long) sorted.size());
    row.put("p50", quantile(sorted, 50));
    row.put("p95", quantile(sorted, 95));
    row.put("max", sorted.getLast());
    return row;
  }

  /** The smallest value that {@code percent} of all are not above. */
  static long quantile(List<Long> sorted, int percent) {
    return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
  }

  Map<String, Long> peaks() {
    var peaks = new TreeMap<String, Long>();
    results
        .forEach(result -> result.peakMemory().forEach((part, mebibytes) -> peaks.merge(part, mebibytes, Math::max)));
    return peaks;
  }

  /** Everything, for machines. */
  Map<String, Object> all() {
    var all = new LinkedHashMap<String, Object>();
    all.put("summary", summary());
    all.put("levels", levels());
    all.put("recovery", recovery());
    all.put("peakMemoryMiB", peaks());
    all.put("runs", results);
    return all;
  }
}
