package io.aims.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.aims.faults.mutants.OnEngines;
import io.aims.faults.mutants.OnSimulation;
import io.aims.faults.mutants.Verdict;
import io.aims.faults.run.MemoryLimits;

/** Level 5: whether the programme finds bugs that are sown, in the protocols and in running services. */
final class SownBugs {

  private SownBugs() {}

  /** True when every bug whose name contains {@code name} was found. */
  static boolean find(Path project, MemoryLimits memory, String name) throws Exception {
    var folder = project.resolve("faults/target/mutants");
    var simulated = new OnSimulation(project, folder).run(name);
    simulated.forEach(SownBugs::print);
    var onEngines = new OnEngines(project, project.resolve("faults/target/stack"), folder, memory).run(name,
        SownBugs::print);
    var all = new ArrayList<>(simulated);
    all.addAll(onEngines);
    System.out.printf("L5: %d of %d mutants caught by the simulation, %d of %d on engines%n", caught(simulated),
        simulated.size(), caught(onEngines), onEngines.size());
    Simulations.keep(project, "L5", all);
    return caught(all) == all.size();
  }

  private static long caught(List<Verdict> verdicts) {
    return verdicts.stream().filter(Verdict::caught).count();
  }

  private static void print(Verdict verdict) {
    System.out.printf("%-9s %-75s %-38s %s%n", verdict.caught() ? "caught" : "SURVIVED", verdict.mutant(), verdict
        .check(), verdict.finding());
  }
}
