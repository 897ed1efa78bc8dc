package io.aims.faults.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

import io.aims.faults.simulation.Level1;

/** Breaks the product once per mutant, in a folder of its own, and runs the programme against it. */
public final class Level5 {
  private static final int SEEDS = 1000;
  private final Path project;
  private final Path folder;

  public Level5(Path project, Path folder) {
    this.project = project;
    this.folder = folder;
  }

  /** What became of a mutant: the first line that the programme complained with, or nothing when it survived. */
  public record Verdict(String mutant, String finding) {
    public boolean caught() {
      return !finding.isEmpty();
    }
  }

  public List<Verdict> run() throws IOException, InterruptedException {
    var verdicts = new ArrayList<Verdict>();
    for (var mutant : ProtocolMutants.ALL) {
      verdicts.add(new Verdict(mutant.name(), simulate(compile(mutant, verdicts.size()))));
    }
    return verdicts;
  }

  private Path compile(Mutant mutant, int number) throws IOException {
    var place = folder.resolve("mutant-" + number);
    var source = place.resolve("src").resolve(Path.of(mutant.file()).getFileName());
    var classes = place.resolve("classes");
    Files.createDirectories(source.getParent());
    Files.createDirectories(classes);
    Files.writeString(source, mutant.source(project));
    var code = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-nowarn", "-proc:none", "-parameters", "-d", classes.toString(), "-cp", classPath(),
            source.toString());
    if (code != 0) {
      throw new IllegalStateException("Mutant '%s' does not compile".formatted(mutant.name()));
    }
    return classes;
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
