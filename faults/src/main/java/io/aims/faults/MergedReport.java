package io.aims.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.faults.run.Result;
import io.aims.local.stack.Trouble;

/** {@code ./aims faults report FOLDER…}: the reports of many invocations as one, with tables as documents show them. */
final class MergedReport {
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(SerializationFeature.INDENT_OUTPUT)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();
  private static final String MERGED = "faults-merged.json";
  private final List<Result> results = new ArrayList<>();
  private int failed;
  private int files;

  /** @param places reports, or folders with reports */
  static MergedReport of(List<Path> places) throws IOException {
    var merged = new MergedReport();
    for (var place : places) {
      for (var file : files(place)) {
        merged.add(file);
      }
    }
    if (merged.files == 0) {
      throw new Trouble("There is no report in " + places);
    }
    return merged;
  }

  private static List<Path> files(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (var all = Files.list(place)) {
      return all.filter(file -> file.getFileName().toString().matches("faults-.*\\.json"))
          .filter(file -> !file.endsWith(MERGED))
          .sorted()
          .toList();
    }
  }

  /** The levels without engines leave files as well, which hold no runs. */
  private void add(Path file) throws IOException {
    var report = JSON.readTree(file.toFile());
    if (report.path("runs").isArray()) {
      files++;
      failed += report.path("summary").path("withoutResult").asInt();
      for (var run : report.path("runs")) {
        results.add(JSON.treeToValue(run, Result.class));
      }
    }
  }

  Statistics statistics() {
    return new Statistics(List.copyOf(results), failed);
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve(MERGED).toFile(), statistics().all());
  }

  /** Tables in Markdown. */
  String tables() {
    var statistics = statistics();
    return "%d runs of %d reports, %d without a result%n%n%s%n%s%nPeak resident memory, MiB: %s%n%s%s".formatted(results
        .size(), files, failed, table("level", statistics.levels()),
        table("recovery to the next 2xx, ms", statistics
            .recovery()),
        statistics.peaks(), figures(), broken());
  }

  private static String table(String what, Map<String, Map<String, Long>> rows) {
    var columns = rows.values().stream().findFirst().map(Map::keySet).map(List::copyOf).orElse(List.of());
    return Stream
        .concat(Stream.of(line(what, columns), line("---", columns.stream().map(column -> "---:").toList())), rows
            .entrySet()
            .stream()
            .map(row -> line(row.getKey(), row.getValue().values().stream().map("%,d"::formatted).toList())))
        .collect(Collectors.joining());
  }

  private static String line(String first, Collection<String> others) {
    return "| " + first + " | " + String.join(" | ", others) + " |\n";
  }

  private String figures() {
    return results.stream()
        .filter(result -> !result.figures().isEmpty())
        .map(result -> "%nseed %d, %s: %s%n".formatted(result.seed(), result.scenario(), result.figures()))
        .collect(Collectors.joining());
  }

  private String broken() {
    return results.stream()
        .filter(result -> !result.breaches().isEmpty())
        .map(result -> "%nseed %d, %s:%n  %s%n".formatted(result.seed(), result.scenario(),
            String.join("\n  ", result.breaches())))
        .collect(Collectors.joining());
  }
}
