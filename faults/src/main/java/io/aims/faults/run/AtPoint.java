package io.aims.faults.run;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import io.aims.faults.load.Load;
import io.aims.faults.point.CrashPoint;
import io.aims.faults.point.Strike;
import io.aims.faults.point.Trap;
import io.aims.faults.proxy.Link;
import io.aims.faults.stack.StackUnderTest;

/** One fault at one named crash point. */
public final class AtPoint implements Scenario {
  private static final long WITHIN_MS = 12_000;
  private final CrashPoint point;
  private final Strike strike;
  private final int occurrence;
  private final long freezeMillis;
  private Trap trap;

  public AtPoint(CrashPoint point, Strike strike, long seed) {
    var random = new Random(seed);
    this.point = point;
    this.strike = strike;
    this.occurrence = 1 + random.nextInt(point.latest());
    this.freezeMillis = 5_000 + random.nextInt(2_500);
  }

  @Override
  public String name() {
    return point.name() + ":" + strike;
  }

  @Override
  public void arm(StackUnderTest stack) {
    trap = new Trap(point.moment(), occurrence, link -> falls(stack, link));
    stack.ways(point.service()).lookout(trap);
  }

  private boolean falls(StackUnderTest stack, Link link) throws InterruptedException {
    var service = point.service().module();
    switch (strike) {
      case KILL -> stack.kill(service);
      case RESET -> link.reset();
      case FREEZE -> {
        try {
          stack.signal(service, "STOP");
          Thread.sleep(freezeMillis);
          stack.signal(service, "CONT");
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        return true;
      }
    }
    return false;
  }

  /** Empty when the moment has not come. */
  @Override
  public List<Recovery> play(StackUnderTest stack, Load load) throws Exception {
    if (!trap.await(WITHIN_MS)) {
      return List.of();
    }
    var recovery = Recoveries.measure(strike + " of " + point.service().module(), point.service(), load,
        System.nanoTime());
    if (strike == Strike.KILL) {
      stack.awaitRevival(point.service().module());
    }
    return List.of(recovery.get());
  }
}
