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

  /** The same at one of the first {@code latest} occurrences, where the point's own are too few. */
  static LongFunction<Scenario> at(String name, Strike strike, int latest) {
    var point = CrashPoint.named(name).orElseThrow();
    return seed -> new AtPoint(new CrashPoint(name, point.service(), point.moment(), latest), strike, seed);
  }

  String name() {
    return mutant.name();
  }

  @Override
  public String toString() {
    return name() + " " + Arrays.toString(seeds);
  }
}
