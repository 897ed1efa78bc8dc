package io.aims.local;

import io.aims.local.home.Home;

/** {@code kill}: ends one component as a crash would, for trying out what then happens. */
final class Kill {
  private final Home home;

  Kill(Home home) {
    this.home = home;
  }

  int run(String name) {
    new Running(home).processes().kill(name);
    System.out.println(name + " was killed; start it again with ./aims restart " + name);
    return 0;
  }
}
