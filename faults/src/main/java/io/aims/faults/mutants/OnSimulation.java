package io.aims.faults.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.aims.faults.simulation.Level1;

/** Breaks the protocols once per mutant, in a folder of its own, and lets the simulation run against it. */
public final class OnSimulation {
  private static final int SEEDS = 3000;
  private final Path project;
  private final Path folder;

  public OnSimulation(Path project, Path folder) {
    this.project = project;
    this.folder = folder;
  }

  /** Sows the bugs whose name contains {@code name}. */
  public List<Verdict> run(String name) throws IOException, InterruptedException {
    var verdicts = new ArrayList<Verdict>();
    for (var mutant : ProtocolMutants.ALL.stream().filter(each -> each.name().contains(name)).toList()) {
      var classes = mutant.compile(project, folder.resolve("simulation-" + verdicts.size()), classPath());
      verdicts.add(new Verdict(mutant.name(), "L1", simulate(classes)));
    }
    return verdicts;
  }

  private static String simulate(Path classes) throws IOException, InterruptedException {
    var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        classes + File.pathSeparator + classPath(), Level1.class.getName(), "1", Integer.toString(SEEDS), "true")
        .redirectErrorStream(true)
        .start();
    try (var output = process.inputReader()) {
      var finding = output.lines().filter(line -> line.startsWith("seed ")).findFirst().orElse("");
      process.destroy();
      return finding;
    } catch (UncheckedIOException e) {
      return "";
    } finally {
      process.waitFor();
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
