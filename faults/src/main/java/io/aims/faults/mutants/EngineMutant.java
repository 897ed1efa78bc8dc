package io.aims.faults.mutants;

import java.util.Arrays;
import java.util.function.LongFunction;

import io.aims.faults.point.CrashPoint;
import io.aims.faults.point.Strike;
import io.aims.faults.run.AtPoint;
import io.aims.faults.run.Scenario;
import io.aims.local.engine.ServiceCatalogue;

/**
 * A bug sown into one running service, and what is done to it there.
 *
 * @param promise the one that is broken by it
 * @param scenario what goes wrong, by seed
 * @param seeds that make it likely to show
 */
record EngineMutant(Mutant mutant, ServiceCatalogue service, String promise, LongFunction<Scenario> scenario,
    long... seeds) {

  /** Of a bug that shows at a crash point. */
  static LongFunction<Scenario> at(String point, Strike strike) {
    return seed -> new AtPoint(CrashPoint.named(point).orElseThrow(), strike, seed);
  }

  /** Of a bug that shows after a commit that has no point of its own. */
  static LongFunction<Scenario> afterCommitOf(ServiceCatalogue service, String statement, Strike strike) {
    return seed -> new AtPoint(CrashPoint.afterCommitOf(service, statement), strike, seed);
  }

  String name() {
    return mutant.name();
  }

  @Override
  public String toString() {
    return name() + " " + Arrays.toString(seeds);
  }
}
