package io.aims.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.faults.FaultProgramme.Planned;
import io.aims.faults.run.MemoryLimits;
import io.aims.faults.run.Run;
import io.aims.faults.stack.SmallDisk;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.stack.ComponentFailed;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Trouble;

/** {@code ./aims faults}: exit code 0 when no promise was broken, 1 when one was, 2 when the request was not understood. */
public final class Main {
  private final Path project;
  private final Report report;
  private final Path home;
  private final MemoryLimits memory;
  private @Nullable StackUnderTest stack;
  private @Nullable Run run;
  private boolean onSmallDisk;

  private Main(Path project, String name, MemoryLimits memory) {
    this.project = project;
    this.home = project.resolve("faults/target/stack");
    this.memory = memory;
    this.report = new Report(project.resolve("faults/target/faults-" + name + ".json"));
  }

  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    var project = Path.of(System.getenv().getOrDefault("AIMS_PROJECT", ".")).toAbsolutePath();
    if (arguments.length > 0 && arguments[0].equals("report")) {
      System.exit(merge(project, List.of(arguments).subList(1, arguments.length)));
    }
    Options options;
    List<Planned> planned;
    try {
      options = Options.parse(arguments);
      planned = possible(options.onEngines()
          .stream()
          .flatMap(level -> options.programme().of(level).stream())
          .toList());
    } catch (Trouble e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    var memory = MemoryLimits.times(options.memory());
    var clean = !options.simulation() || Simulations.run(project, options.seed(), options.runs());
    if (!planned.isEmpty()) {
      var name = String.join("-", options.onEngines()).replaceAll("[/:]", "-") + "-" + options.seed();
      clean &= new Main(project, name, memory).run(planned);
    }
    if (options.mutants().isPresent()) {
      clean &= SownBugs.find(project, memory, options.mutants().get());
    }
    System.exit(clean ? 0 : 1);
  }

  /** Reports that lie beside the programme's own are meant when no others are named. */
  private static int merge(Path project, List<String> places) throws IOException {
    var own = project.resolve("faults/target");
    try {
      var merged = MergedReport.of(places.isEmpty() ? List.of(own) : places.stream().map(Path::of).toList());
      merged.write(own);
      System.out.print(merged.tables());
      return merged.statistics().clean() ? 0 : 1;
    } catch (Trouble e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  /** Filling a disk takes one that can be mounted. */
  private static List<Planned> possible(List<Planned> planned) throws IOException, InterruptedException {
    if (planned.stream().anyMatch(one -> one.scenario().needsSmallDisk()) && !SmallDisk.isPossible()) {
      System.out.println("Runs with a full disk are left out: only root can mount one, and not everywhere.");
      return planned.stream().filter(one -> !one.scenario().needsSmallDisk()).toList();
    }
    return planned;
  }

  static Report run(Path project, String name, List<Planned> planned) throws Exception {
    var programme = new Main(project, name, MemoryLimits.times(MemoryLimits.USUAL));
    programme.run(planned);
    return programme.report;
  }

  private boolean run(List<Planned> planned) throws Exception {
    try {
      for (var one : planned) {
        run(one);
      }
    } finally {
      close();
    }
    report.print();
    return report.clean();
  }

  /** A stack on which a promise was broken is of no use for the next run. */
  private void run(Planned planned) throws Exception {
    if (onSmallDisk != planned.scenario().needsSmallDisk()) {
      close();
    }
    var current = run == null ? open(planned.scenario().needsSmallDisk()) : run;
    try {
      var result = current.of(planned.scenario(), planned.seed());
      System.out.printf("%tT %s%n", LocalTime.now(), result.line());
      result.breaches().forEach(breach -> System.out.println("         " + breach));
      report.add(result);
      if (!result.breaches().isEmpty()) {
        var kept = project.resolve("faults/target/broken/" + planned.seed());
        stack.keepTraces(kept);
        System.out.println("         logs and threads: " + kept);
        close();
      }
    } catch (IllegalStateException | java.util.concurrent.ExecutionException | IOException | ComponentFailed
        | java.sql.SQLException e) {
      System.out.printf("%tT %6d  %s came to no result: %s%n", LocalTime.now(), planned.seed(),
          planned.scenario().name(), e);
      e.printStackTrace(System.out);
      report.failed();
      close();
    }
  }

  private Run open(boolean smallDisk) throws Exception {
    onSmallDisk = smallDisk;
    stack = StackUnderTest.start(project, home, smallDisk, new Progress(new PrintStream(System.out)));
    run = new Run(stack, memory);
    return run;
  }

  private void close() throws Exception {
    if (run != null) {
      run.close();
      run = null;
    }
    if (stack != null) {
      stack.close();
      stack = null;
    }
  }
}
