package io.aims.faults.run;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.aims.faults.load.Load;
import io.aims.faults.stack.StackUnderTest;

/**
 * One part of a system at rest dies: how soon it serves again when nothing else wants the processor. Kafka is left out: no
 * client waits for it.
 */
public final class Revival implements Scenario {
  private static final Duration REST = Duration.ofSeconds(3);
  private static final List<String> TARGETS = Disturbance.KILL.targets()
      .stream()
      .filter(target -> !target.equals("kafka"))
      .toList();
  private final String target;

  /** The part is the turn of {@code seed}: as many seeds in a row as there are parts kill each of them once. */
  public Revival(long seed) {
    this.target = TARGETS.get((int) Math.floorMod(seed, (long) TARGETS.size()));
  }

  @Override
  public String name() {
    return "RECOVERY of " + target;
  }

  /** Whatever is asked for is answered before anything dies. */
  @Override
  public double accepted() {
    return 0.95;
  }

  @Override
  public List<Recovery> play(StackUnderTest stack, Load load) throws Exception {
    load.end();
    Thread.sleep(REST);
    var recovery = Disturbance.KILL.strike(new Disturbance.Place(stack, load, target, 0, Set.of()));
    return List.of(new Recovery(recovery.kind() + " at rest", recovery.millis()));
  }
}
