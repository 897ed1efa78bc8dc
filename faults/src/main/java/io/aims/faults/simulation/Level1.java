package io.aims.faults.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Many seeds of the simulation, and what came of them. */
public final class Level1 {
  /** The protocols log each fault that they meet, and here they meet little else. */
  private static final Logger NOISE = Logger.getLogger("io.aims.platform");

  static {
    System.setProperty("org.jboss.logging.provider", "jdk");
    NOISE.setLevel(Level.OFF);
  }

  private Level1() {}

  /** Figures over all seeds; every violation with the seed that shows it. */
  public record Report(long seeds, long events, long records, long calmAfterSeconds, List<String> violations) {}

  /**
   * Runs {@code count} seeds from {@code first} on, as many at once as there are processors; with {@code hasty} no more once
   * one has shown a violation.
   */
  public static Report run(long first, int count, boolean hasty) {
    Simulation.of(first); // loads what libraries load once and not from two threads
    var violations = Collections.synchronizedList(new ArrayList<String>());
    var events = new AtomicLong();
    var records = new AtomicLong();
    var longest = new AtomicLong();
    var run = new AtomicLong();
    try (var runners = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
        Thread.ofVirtual().factory())) {
      for (var seed = first; seed < first + count; seed++) {
        var chosen = seed;
        runners.execute(() -> {
          if (hasty && !violations.isEmpty()) {
            return;
          }
          var outcome = Simulation.of(chosen);
          run.incrementAndGet();
          events.addAndGet(outcome.events());
          records.addAndGet(outcome.records());
          longest.accumulateAndGet(outcome.recovery().toMillis(), Math::max);
          outcome.violations().forEach(violation -> violations.add("seed " + chosen + ": " + violation));
        });
      }
    }
    return new Report(run.get(), events.get(), records.get(), longest.get() / 1000, violations);
  }

  /** Arguments: the first seed, how many, and whether the first violation is enough. */
  public static void main(String[] arguments) {
    var begun = System.nanoTime();
    var report = run(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), Boolean.parseBoolean(arguments[2]));
    report.violations().stream().limit(20).forEach(System.out::println);
    System.out.printf("%d seeds, %d events, %d records, %d violations, calm after at most %d s; %d ms%n",
        report.seeds(),
        report.events(), report.records(), report.violations().size(), report.calmAfterSeconds(),
        (System.nanoTime() - begun) / 1_000_000);
    System.exit(report.violations().isEmpty() ? 0 : 1);
  }
}
