package io.aims.faults.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One run under virtual time: every choice comes from the seed, and exactly one strand runs at any moment, so that a
 * seed tells the same story each time.
 */
public final class World {
  /** What happens next: at which virtual time, and, at the same time, in the order of planning. */
  private record Plan(long at, long order, Runnable what) implements Comparable<Plan> {
    @Override
    public int compareTo(Plan other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");
  private final SplittableRandom chance;
  private final PriorityQueue<Plan> agenda = new PriorityQueue<>();
  private final List<Strand> strands = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private boolean faults = true;
  private long now;
  private long planned;

  World(long seed) {
    this.chance = new SplittableRandom(seed);
  }

  /** Virtual nanoseconds since the beginning. */
  public long nanos() {
    return now;
  }

  public Instant instant() {
    return BEGINNING.plusNanos(now);
  }

  /** True with probability {@code percent} of a hundred, while faults happen at all. */
  public boolean misfortune(double percent) {
    return faults && chance.nextDouble(100) < percent;
  }

  public int pick(int bound) {
    return chance.nextInt(bound);
  }

  /** A virtual time between nothing and {@code most}, short ones more often. */
  public Duration upTo(Duration most) {
    var part = chance.nextDouble();
    return Duration.ofNanos((long) (most.toNanos() * part * part));
  }

  /** Nothing goes wrong from here on: what was broken has to mend itself. */
  void calm() {
    faults = false;
  }

  boolean stormy() {
    return faults;
  }

  public void after(Duration delay, Runnable what) {
    agenda.add(new Plan(now + delay.toNanos(), planned++, what));
  }

  void join(Strand strand) {
    strands.add(strand);
  }

  /** Something that must not happen in any run, whatever the invariants say afterwards. */
  public void trouble(String what) {
    troubles.add(what);
  }

  List<String> troubles() {
    return troubles;
  }

  /** Lets {@code time} pass. */
  void run(Duration time) {
    var end = now + time.toNanos();
    while (!agenda.isEmpty() && agenda.peek().at() <= end) {
      var next = agenda.remove();
      now = next.at();
      next.what().run();
    }
    now = end;
  }

  /** Ends every strand. */
  void end() {
    strands.forEach(Strand::end);
  }
}
