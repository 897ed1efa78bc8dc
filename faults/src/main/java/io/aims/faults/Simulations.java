package io.aims.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.faults.simulation.Level1;

/** The level that needs no running system: many seeds of the simulation. */
final class Simulations {
  private static final int SEEDS = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Simulations() {}

  /** True when no seed broke a promise. */
  static boolean run(Path project, long seed, int runs) throws IOException {
    var begun = System.nanoTime();
    var report = Level1.run(seed, runs == 0 ? SEEDS : runs, false);
    report.violations().forEach(System.out::println);
    System.out.printf(
        "L1: %d seeds from %d on, %d events, sent %d times, %d violations, calm after at most %d s; %.1f s%n",
        report.seeds(), seed, report.events(), report.records(), report.violations().size(),
        report.calmAfterSeconds(), (System.nanoTime() - begun) / 1e9);
    keep(project, "L1-" + seed, report);
    return report.violations().isEmpty();
  }

  static void keep(Path project, String name, Object figures) throws IOException {
    var file = project.resolve("faults/target/faults-" + name + ".json");
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), figures);
  }
}
