package io.aims.local;

import java.io.IOException;
import java.io.PrintStream;

import io.aims.local.engine.Rehearsals;
import io.aims.local.home.Home;
import io.aims.local.stack.Processes;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Supervisor;
import io.aims.local.stack.Trouble;

/**
 * Who starts again what dies: {@code up} itself while it stays in the foreground, else a process of its own. Both are
 * recorded under one name, and the record changes only under the lock, so that there are never two.
 */
final class Supervision {
  private final Home home;
  private final Running running;
  private final Processes processes;

  Supervision(Home home, Running running) {
    this(home, running, running.processes());
  }

  /** @param processes which may have started some of what is supervised, and so knows why they end */
  Supervision(Home home, Running running, Processes processes) {
    this.home = home;
    this.running = running;
    this.processes = processes;
  }

  void refuseSecondForeground() {
    if (processes.isInForeground(Supervisor.NAME)) {
      throw new Trouble("Aims already runs in another terminal (process %d): Ctrl-C there or ./aims down ends it."
          .formatted(processes.find(Supervisor.NAME).orElseThrow().pid()));
    }
  }

  /** From now on this process supervises. */
  void takeOver() {
    end();
    processes.actAs(Supervisor.NAME);
  }

  /** From now on a process supervises that knows the stack as it is now, unless {@code up} does in a terminal. */
  void detach() throws IOException {
    if (!processes.isInForeground(Supervisor.NAME)) {
      end();
      ensure();
    }
  }

  /** Starts a process that supervises, if nobody does. */
  void ensure() throws IOException {
    if (processes.find(Supervisor.NAME).isEmpty()) {
      processes.discard(Rehearsals.NAME); // of one that was killed
      processes.start(Supervisor.NAME, running.stack().supervisor(Main.class.getName(), "supervise"));
    }
  }

  /** Nobody supervises any more; an {@code up} in a terminal notices by itself that it is not wanted. */
  void end() {
    if (processes.isInForeground(Supervisor.NAME)) {
      processes.forget(Supervisor.NAME);
    } else {
      processes.discard(Supervisor.NAME);
    }
    processes.discard(Rehearsals.NAME);
  }

  /** Supervises until nothing is wanted any more, or until another process does. */
  void watch(PrintStream out) throws InterruptedException {
    var progress = new Progress(out);
    var stack = running.stack();
    var rehearsals = Thread.ofPlatform().daemon().name("rehearsals").start(stack.rehearsals(processes, progress));
    new Supervisor(stack.everything(), processes, progress, home.run()).watch();
    rehearsals.interrupt();
    rehearsals.join();
  }

  /** Starts nothing any more. */
  void close() {
    processes.close();
    end();
  }

  /** Whether this process has supervised until now. */
  boolean isMine() {
    return processes.isMe(Supervisor.NAME);
  }
}
