package io.aims.faults.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a relational database promises its clients, and no more: a transaction's writes appear together or not at all,
 * a row lock is held until its transaction ends, and the answer to a commit can get lost although the commit did not.
 */
public final class Database {
  private static final Duration ROUND_TRIP = Duration.ofMillis(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FLUSHED_AFTER = Duration.ofMillis(600);
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(15);
  private final World world;
  private final Map<Object, Transaction> locks = new HashMap<>();
  private final List<Relaxed> relaxed = new ArrayList<>();
  private final Map<Strand, Integer> connected = new HashMap<>();
  private int starts;
  private long downUntil;

  /** A commit that did not wait for the disk. */
  private record Relaxed(long at, Runnable undo) {}

  Database(World world) {
    this.world = world;
  }

  /** The connection is lost, or the statement took too long; what was not committed is gone. */
  public static final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ConnectionLost(String why) {
      super(why, new IOException(why), false, false);
    }
  }

  /** The server dies and recovers: every transaction under way is lost, and so is what nobody waited for. */
  void outage(Duration length) {
    downUntil = Math.max(downUntil, world.nanos() + length.toNanos());
    starts++;
    List.copyOf(locks.values()).forEach(Transaction::forget);
    relaxed.reversed()
        .stream()
        .filter(commit -> world.nanos() - commit.at() < FLUSHED_AFTER.toNanos())
        .forEach(commit -> commit.undo().run());
    relaxed.clear();
  }

  boolean reachable() {
    return world.nanos() >= downUntil;
  }

  public Transaction begin() {
    return new Transaction(Strand.current().node());
  }

  /** A connection from before the server's last start is found broken when it is used next. */
  private boolean broken() {
    var since = connected.put(Strand.current(), starts);
    return since != null && since != starts;
  }

  /** One transaction of one process. */
  public final class Transaction {
    private final Node client;
    private final int life;
    private final List<Runnable> writes = new ArrayList<>();
    private final List<Object> held = new ArrayList<>();
    private boolean over;
    private long lastHeard;

    private Transaction(Node client) {
      this.client = client;
      this.life = client.life();
      this.lastHeard = world.nanos();
    }

    /** One statement's way to the server and back; the process or the connection may end on it. */
    public void statement() {
      client.step(Trouble.PER_STATEMENT);
      if (abandoned() || !reachable() || broken() || world.misfortune(Trouble.PER_STATEMENT)) {
        forget();
        throw new ConnectionLost("the connection is gone");
      }
      lastHeard = world.nanos();
    }

    /** Locks a row until the transaction ends. */
    public void lock(Object row) {
      statement();
      var asked = world.nanos();
      while (!free(row)) {
        Strand.current().pause(LOOK_AGAIN);
        lastHeard = world.nanos();
        if (over || world.nanos() - asked > LOCK_TIMEOUT.toNanos()) {
          forget();
          throw new ConnectionLost("waited too long for a lock");
        }
      }
      locks.put(row, this);
      held.add(row);
    }

    private boolean free(Object row) {
      var holder = locks.get(row);
      if (holder != null && holder.abandoned()) {
        holder.forget();
        return true;
      }
      return holder == null || holder == this;
    }

    /** The server hears no more of a dead client, and gives up on one that says nothing for too long. */
    private boolean abandoned() {
      return over || client.life() != life || world.nanos() - lastHeard > IDLE_TIMEOUT.toNanos();
    }

    /** A write that appears when the transaction commits. */
    public void write(Runnable change) {
      writes.add(change);
    }

    /** Waits for the disk, and with it for every commit before. */
    public void commit() {
      apply();
      relaxed.clear();
      answer();
    }

    /** Does not wait: an outage directly afterwards may {@code undo} it. */
    public void commitRelaxed(Runnable undo) {
      apply();
      relaxed.add(new Relaxed(world.nanos(), undo));
      answer();
    }

    private void apply() {
      statement();
      writes.forEach(Runnable::run);
      forget();
    }

    private void answer() {
      if (world.misfortune(Trouble.PER_STATEMENT)) {
        throw new ConnectionLost("the answer to the commit got lost");
      }
      client.step(Trouble.PER_STATEMENT);
      Strand.current().pause(world.upTo(ROUND_TRIP));
    }

    public void rollback() {
      forget();
    }

    private void forget() {
      over = true;
      held.forEach(row -> locks.remove(row, this));
      held.clear();
    }
  }
}
