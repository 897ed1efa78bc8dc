package io.aims.faults.run;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.aims.faults.load.Load;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.engine.ServiceCatalogue;

/**
 * Two processes of one service share its work, and one of them freezes, dies, or is told to stop: who thaws, or starts
 * again, finds the other one at what was its own. The first one has the relay; a freeze is longer than its lease and than the
 * session of a consumer.
 */
public final class Twins implements Scenario {
  private final ServiceCatalogue service;
  private final boolean second;
  private final Disturbance deed;
  private final int atMillis;
  private final int forMillis;

  /** Service, process and deed are the turn of {@code seed}; the times follow from it. */
  public Twins(long seed) {
    var random = new Random(seed);
    var turn = (int) Math.floorMod(seed, 24L);
    this.service = StackUnderTest.SERVICES.get(turn % 4);
    this.second = turn / 4 % 2 == 1;
    this.deed = List.of(Disturbance.FREEZE, Disturbance.KILL, Disturbance.STOP).get(turn / 8);
    this.atMillis = 100 + random.nextInt(2_000);
    this.forMillis = deed == Disturbance.FREEZE ? 8_000 + random.nextInt(2_000) : 0;
  }

  @Override
  public String name() {
    return "TWINS of %s: %s of the %s one".formatted(service.module(), deed, second ? "second" : "first");
  }

  @Override
  public void arm(StackUnderTest stack) {
    try {
      stack.startTwin(service);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Recovery> play(StackUnderTest stack, Load load) throws Exception {
    try {
      Thread.sleep(atMillis);
      if (!second) {
        return List.of(deed.strike(new Disturbance.Place(stack, load, service.module(), forMillis, Set.of())));
      }
      var twin = StackUnderTest.twin(service);
      switch (deed) {
        case FREEZE -> {
          stack.signal(twin, "STOP");
          Thread.sleep(forMillis);
          stack.signal(twin, "CONT");
        }
        case KILL -> stack.kill(twin);
        default -> stack.stopOrderly(twin);
      }
      return List
          .of(Recoveries.measure(deed + " of a second " + service.module(), service, load, System.nanoTime()).get());
    } finally {
      stack.endTwin(service);
    }
  }
}
