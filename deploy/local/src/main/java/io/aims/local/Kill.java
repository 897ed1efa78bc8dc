package io.aims.local;

import io.aims.local.home.Home;
import io.aims.local.stack.Supervisor;

/** {@code kill}: ends one component as a crash would, for trying out what then happens. */
final class Kill {
  private final Home home;

  Kill(Home home) {
    this.home = home;
  }

  int run(String name) {
    var processes = new Running(home).processes();
    processes.kill(name);
    System.out.println(name + (processes.find(Supervisor.NAME).isPresent()
        ? " was killed; it is started again by itself"
        : " was killed; nobody supervises, so start it again with ./aims restart " + name));
    return 0;
  }
}
