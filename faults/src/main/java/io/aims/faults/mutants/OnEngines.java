package io.aims.faults.mutants;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.aims.faults.check.Calm;
import io.aims.faults.run.MemoryLimits;
import io.aims.faults.run.Run;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.stack.ComponentFailed;
import io.aims.local.stack.Progress;

/** Breaks one service of the running system at a time and does to it what makes the bug show. */
public final class OnEngines {
  private static final String REFUSED = "row-level security";
  private final Path project;
  private final Path home;
  private final Path folder;
  private final MemoryLimits memory;

  /** @param home of the system; its data are forgotten */
  public OnEngines(Path project, Path home, Path folder, MemoryLimits memory) {
    this.project = project;
    this.home = home;
    this.folder = folder;
    this.memory = memory;
  }

  /** Sows the bugs whose name contains {@code name}, each in a system of its own; tells of each at once. */
  public List<Verdict> run(String name, Consumer<Verdict> told) throws Exception {
    var verdicts = new ArrayList<Verdict>();
    for (var mutant : EngineMutants.ALL.stream().filter(each -> each.name().contains(name)).toList()) {
      var verdict = new Verdict(mutant.name(), mutant.promise(), finding(mutant, verdicts.size()));
      verdicts.add(verdict);
      told.accept(verdict);
    }
    return verdicts;
  }

  private String finding(EngineMutant mutant, int number) throws Exception {
    try (var stack = StackUnderTest.start(project, home, false, new Progress(new PrintStream(OutputStream
        .nullOutputStream())))) {
      stack.alter(mutant.service(), application -> new Patch(mutant.mutant()
          .compile(project, folder.resolve("engines-" + number), classPath(application))).apply(application));
      try (var calm = new Calm(stack); var run = new Run(stack, memory)) {
        calm.await();
        return finding(mutant, stack, run);
      }
    }
  }

  /**
   * What a run complained with, by the promise that the bug breaks. One that came to no result says nothing, unless the database has refused what the service
   * asked for: then that is the check that has spoken.
   */
  private static String finding(EngineMutant mutant, StackUnderTest stack, Run run) throws Exception {
    var refused = "";
    for (var seed : mutant.seeds()) {
      try {
        var result = run.of(mutant.scenario().apply(seed), seed);
        var found = result.breaches().stream().filter(breach -> breach.startsWith(mutant.promise() + ": ")).findFirst();
        if (found.isPresent()) {
          return "seed %d, %s: %s".formatted(seed, result.scenario(), found.get());
        }
      } catch (IllegalStateException | ComponentFailed e) {
        if (!stack.runs(mutant.service().module())) {
          throw e;
        }
        var refusals = refusals(mutant, stack);
        if (refusals > 0) {
          refused = "seed %d, no result: PostgreSQL has refused %d statements by row level security".formatted(seed,
              refusals);
        }
      }
    }
    return refused;
  }

  /** How often the database itself has spoken. */
  private static long refusals(EngineMutant mutant, StackUnderTest stack) throws IOException {
    try (var lines = Files.lines(stack.home().log(mutant.service().module()))) {
      return lines.filter(line -> line.contains(REFUSED)).count();
    }
  }

  private static String classPath(Path application) throws IOException {
    return Patch.jars(application).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
