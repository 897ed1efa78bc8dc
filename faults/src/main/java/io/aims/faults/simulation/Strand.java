package io.aims.faults.simulation;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Sequential code of a simulated process. It runs on a thread of its own, but only while the world waits for it: each
 * pause hands the baton back.
 */
public final class Strand {
  private static final ThreadLocal<Strand> CURRENT = new ThreadLocal<>();
  private final World world;
  private final Node node;
  private final int life;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore baton = new Semaphore(0);
  private final Thread thread;
  private boolean over;
  private boolean ended;

  private Strand(World world, Node node, Runnable work) {
    this.world = world;
    this.node = node;
    this.life = node.life();
    this.thread = Thread.ofVirtual().unstarted(() -> live(work));
  }

  /** The process died: unwinds its code, which can have no further effect. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    private Died() {
      super("died", null, false, false);
    }
  }

  /** Starts {@code work} in the present life of {@code node}, a moment from now. */
  public static void begin(World world, Node node, Runnable work) {
    var strand = new Strand(world, node, work);
    world.join(strand);
    world.after(Duration.ZERO, strand::begin);
  }

  /** The strand that calls. */
  public static Strand current() {
    return CURRENT.get();
  }

  private void begin() {
    if (dead()) {
      over = true;
      return;
    }
    thread.start();
    baton.acquireUninterruptibly();
  }

  private void live(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      if (!dead()) {
        world.trouble(node + " ended by " + e);
      }
    } finally {
      over = true;
      baton.release();
    }
  }

  /** Lets virtual time pass; never returns to a process that died meanwhile. */
  public void pause(Duration time) {
    if (dead()) {
      throw new Died();
    }
    world.after(time, this::resume);
    await();
  }

  /** Waits until somebody calls {@link #wake}. */
  void await() {
    baton.release();
    turn.acquireUninterruptibly();
    if (dead()) {
      throw new Died();
    }
  }

  /** To be called by the world's agenda only. */
  void resume() {
    if (over) {
      return;
    }
    var frozen = node.frozenFor();
    if (!dead() && !frozen.isZero()) {
      world.after(frozen, this::resume);
      return;
    }
    turn.release();
    baton.acquireUninterruptibly();
  }

  public Node node() {
    return node;
  }

  boolean dead() {
    return ended || node.life() != life;
  }

  /** Unwinds the code of a run that is over. */
  void end() {
    ended = true;
    if (thread.getState() != Thread.State.NEW && !over) {
      turn.release();
      baton.acquireUninterruptibly();
    }
  }
}
