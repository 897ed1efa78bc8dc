package io.aims.local;

import java.io.IOException;
import java.util.List;

import io.aims.local.home.Home;
import io.aims.local.stack.ComponentFailed;
import io.aims.local.stack.Lock;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Stack;

/** {@code restart}: stops one component if it runs, and starts it as built now. */
final class Restart {
  private final Home home;

  Restart(Home home) {
    this.home = home;
  }

  int run(String name) throws IOException, InterruptedException, ComponentFailed {
    var running = new Running(home);
    var component = running.stack().component(name);
    var progress = new Progress(System.out);
    try (var _ = Lock.take(home.run())) {
      new Stack(List.of(component), running.processes(), progress).stop();
      new Stack(List.of(component), running.processes(), progress).start();
      new Supervision(home, running).ensure();
    }
    return 0;
  }
}
