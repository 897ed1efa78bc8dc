package io.aims.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.faults.run.Result;

/** The results of all runs of one invocation: for people as a table, for machines as a file that is complete after every run. */
final class Report {
  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final Path file;
  private final List<Result> results = new ArrayList<>();
  private int failed;

  Report(Path file) {
    this.file = file;
  }

  void add(Result result) throws IOException {
    results.add(result);
    write();
  }

  /** A run that could not be judged is not a good one. */
  void failed() throws IOException {
    failed++;
    write();
  }

  private void write() throws IOException {
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), statistics().all());
  }

  private Statistics statistics() {
    return new Statistics(List.copyOf(results), failed);
  }

  /** Runs in which something went wrong on purpose. */
  long fired() {
    return results.stream().filter(Result::fired).count();
  }

  boolean clean() {
    return statistics().clean();
  }

  void print() {
    var statistics = statistics();
    System.out.println();
    statistics.summary().forEach((name, value) -> System.out.printf("%-20s %s%n", name, value));
    System.out.printf("%n%-40s %6s %8s %8s %8s%n", "recovery to the next 2xx, ms", "count", "p50", "p95", "max");
    statistics.recovery()
        .forEach((kind, row) -> System.out.printf("%-40s %6d %8d %8d %8d%n", kind, row.get("count"), row.get("p50"),
            row.get("p95"), row.get("max")));
    System.out.printf("%npeak memory, MiB: %s%n", statistics.peaks());
    results.stream()
        .filter(result -> !result.breaches().isEmpty())
        .forEach(result -> System.out.printf("%nseed %d, %s:%n  %s%n", result.seed(), result.scenario(),
            String.join("\n  ", result.breaches())));
    System.out.println("\nAll of it: " + file);
  }
}
