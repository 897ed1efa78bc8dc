package io.aims.local;

import java.io.IOException;

import io.aims.local.engine.LocalStack;
import io.aims.local.home.Home;
import io.aims.local.home.Ports;
import io.aims.local.stack.Lock;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Stack;

/** {@code down}: stops everything in order, also what an interrupted launcher left behind. */
final class Down {
  private final Home home;

  Down(Home home) {
    this.home = home;
  }

  int run() throws IOException, InterruptedException {
    var progress = new Progress(System.out);
    try (var _ = Lock.take(home.run())) {
      progress.say(stopAll(home, progress) ? "Aims is stopped; its data stay in " + home.root() : "Nothing runs.");
    }
    return 0;
  }

  /** @return whether anything ran */
  static boolean stopAll(Home home, Progress progress) {
    var running = new Running(home);
    var ran = !running.alive().isEmpty();
    new Supervision(home, running).end();
    Ports.load(Running.portsFile(home))
        .ifPresent(ports -> new Stack(new LocalStack(home, ports).everything(), running.processes(), progress).stop());
    return ran;
  }
}
