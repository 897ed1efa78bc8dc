package io.aims.faults.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.load.Load;
import io.aims.faults.stack.StackUnderTest;

/** Several faults at times that the seed chooses, overlapping as it comes. */
public final class Storm implements Scenario {
  /** How one disturbance is named alone. */
  public static final String EXAMPLE = Disturbance.REBALANCE + ":incident-service";
  private static final int WITHIN_MS = 4_000;
  private final List<Gust> gusts = new ArrayList<>();
  private final Set<UUID> strangers = Collections.synchronizedSet(new HashSet<>());
  private final Load.Plan plan;

  /** One fault of the storm. */
  private record Gust(Disturbance disturbance, String target, int atMillis, int forMillis) {
    @Override
    public String toString() {
      return disturbance + "(" + target + ")@" + atMillis + "+" + forMillis;
    }
  }

  public Storm(long seed) {
    var random = new Random(seed);
    var count = 1 + random.nextInt(3);
    for (var i = 0; i < count; i++) {
      var disturbance = Disturbance.values()[random.nextInt(Disturbance.values().length)];
      var targets = disturbance.targets();
      gusts.add(new Gust(disturbance, targets.get(random.nextInt(targets.size())), 100 + random.nextInt(WITHIN_MS),
          disturbance.length(random)));
    }
    this.plan = random.nextInt(30) == 0 ? Load.Plan.REPEATS : Load.Plan.USUAL;
  }

  private Storm(Gust only) {
    gusts.add(only);
    this.plan = Load.Plan.USUAL;
  }

  /** Whether {@code name} is the name of a disturbance and, behind a colon, of whom it can befall. */
  public static boolean isDisturbance(String name) {
    return Stream.of(Disturbance.values())
        .anyMatch(it -> it.targets().stream().anyMatch(target -> name.equals(it + ":" + target)));
  }

  /** One fault alone, at a time that the seed chooses. */
  public static Storm of(String disturbance, String target, long seed) {
    var random = new Random(seed);
    var chosen = Disturbance.valueOf(disturbance);
    return new Storm(new Gust(chosen, target, 100 + random.nextInt(1_000), chosen.length(random)));
  }

  @Override
  public String name() {
    return "L3 " + (plan == Load.Plan.REPEATS ? "repeats " : "")
        + gusts.stream().map(Gust::toString).collect(Collectors.joining(" "));
  }

  @Override
  public Load.Plan plan() {
    return plan;
  }

  @Override
  public Set<UUID> strangers() {
    return strangers;
  }

  @Override
  public List<Recovery> play(StackUnderTest stack, Load load) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var blowing = new ArrayList<Future<Recovery>>();
      for (var gust : gusts) {
        Callable<Recovery> task = () -> {
          Thread.sleep(gust.atMillis());
          return gust.disturbance()
              .strike(new Disturbance.Place(stack, load, gust.target(), gust.forMillis(), strangers));
        };
        blowing.add(threads.submit(task));
      }
      var recoveries = new ArrayList<Recovery>();
      for (var one : blowing) {
        recoveries.add(one.get());
      }
      return recoveries;
    }
  }
}
