package io.aims.faults.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process: it can die and be started again, or freeze for a while as under SIGSTOP. */
public final class Node {
  private static final Duration RESTART = Duration.ofSeconds(3);
  private final World world;
  private final String name;
  private final List<Runnable> work = new ArrayList<>();
  private int life;
  private long frozenUntil;

  Node(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /** Work that each life of this process does from its start. */
  public void does(Runnable work) {
    this.work.add(work);
  }

  void start() {
    work.forEach(each -> Strand.begin(world, this, each));
  }

  int life() {
    return life;
  }

  Duration frozenFor() {
    return Duration.ofNanos(Math.max(0, frozenUntil - world.nanos()));
  }

  void freeze(Duration time) {
    frozenUntil = Math.max(frozenUntil, world.nanos() + time.toNanos());
  }

  /** {@code kill -9}; a supervisor starts it again. */
  void kill() {
    life++;
    frozenUntil = 0;
    var killed = life;
    world.after(RESTART.plus(world.upTo(RESTART)), () -> {
      if (life == killed) {
        start();
      }
    });
  }

  /** A point where the process may die, freeze or be slow; {@code percent} scales how likely trouble is. */
  public void step(double percent) {
    if (world.misfortune(percent)) {
      kill();
    } else if (world.misfortune(percent / 2)) {
      freeze(Duration.ofMillis(500).plus(world.upTo(Duration.ofSeconds(20))));
    }
    Strand.current().pause(world.upTo(Duration.ofMillis(2)));
  }

  @Override
  public String toString() {
    return name + "#" + life;
  }
}
