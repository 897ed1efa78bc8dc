package io.aims.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.aims.faults.run.Result;
import io.aims.faults.run.Scenario.Recovery;

/** The results of all runs: for people as a table, for machines as a file that is complete after every run. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final Path file;
  private final List<Result> results = new ArrayList<>();
  private int failed;

  Report(Path file) {
    this.file = file;
  }

  void add(Result result) throws IOException {
    results.add(result);
    var report = new LinkedHashMap<String, Object>();
    report.put("summary", summary());
    report.put("recovery", recovery());
    report.put("peakMemoryMiB", peaks());
    report.put("runs", results);
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), report);
  }

  /** A run that could not be judged is not a good one. */
  void failed() {
    failed++;
  }

  /** Runs in which something went wrong on purpose. */
  long fired() {
    return results.stream().filter(Result::fired).count();
  }

  boolean clean() {
    return failed == 0 && results.stream().allMatch(result -> result.breaches().isEmpty());
  }

  private Map<String, Object> summary() {
    var summary = new LinkedHashMap<String, Object>();
    summary.put("runs", results.size());
    summary.put("withoutResult", failed);
    summary.put("fired", fired());
    summary.put("offered", results.stream().mapToLong(Result::offered).sum());
    summary.put("accepted", results.stream().mapToLong(Result::accepted).sum());
    summary.put("refused", results.stream().mapToLong(Result::refused).sum());
    summary.put("unknown", results.stream().mapToLong(Result::unknown).sum());
    summary.put("hooks", results.stream().mapToLong(Result::hooks).sum());
    summary.put("runsWithBreaches", results.stream().filter(result -> !result.breaches().isEmpty()).count());
    summary.put("slowestCalmMillis", results.stream().mapToLong(Result::calmMillis).max().orElse(0));
    return summary;
  }

  private Map<String, Map<String, Long>> recovery() {
    var byKind = results.stream()
        .flatMap(result -> result.recoveries().stream())
        .collect(Collectors.groupingBy(Recovery::kind, TreeMap::new,
            Collectors.mapping(Recovery::millis, Collectors.toList())));
    var table = new TreeMap<String, Map<String, Long>>();
    byKind.forEach((kind, millis) -> {
      var sorted = millis.stream().sorted().toList();
      var row = new LinkedHashMap<String, Long>();
      row.put("count", (long) sorted.size());
      row.put("p50", quantile(sorted, 50));
      row.put("p95", quantile(sorted, 95));
      row.put("max", sorted.getLast());
      table.put(kind, row);
    });
    return table;
  }

  /** The smallest value that {@code percent} of all are not above. */
  static long quantile(List<Long> sorted, int percent) {
    return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
  }

  private Map<String, Long> peaks() {
    var peaks = new TreeMap<String, Long>();
    results
        .forEach(result -> result.peakMemory().forEach((part, mebibytes) -> peaks.merge(part, mebibytes, Math::max)));
    return peaks;
  }

  void print() {
    System.out.println();
    summary().forEach((name, value) -> System.out.printf("%-20s %s%n", name, value));
    System.out.printf("%n%-40s %6s %8s %8s %8s%n", "recovery to the next 2xx, ms", "count", "p50", "p95", "max");
    recovery().forEach((kind, row) -> System.out.printf("%-40s %6d %8d %8d %8d%n", kind, row.get("count"),
        row.get("p50"), row.get("p95"), row.get("max")));
    System.out.printf("%npeak memory, MiB: %s%n", peaks());
    results.stream()
        .filter(result -> !result.breaches().isEmpty())
        .forEach(result -> System.out.printf("%nseed %d, %s:%n  %s%n", result.seed(), result.scenario(),
            String.join("\n  ", result.breaches())));
    System.out.println("\nAll of it: " + file);
  }
}
