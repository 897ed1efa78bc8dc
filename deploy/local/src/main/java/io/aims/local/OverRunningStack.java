package io.aims.local;

import java.io.IOException;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.stack.Trouble;
import io.aims.local.story.StoryBroken;

/**
 * {@code demo} and {@code bench}: hands over to a program with the addresses of the running stack as system properties:
 * {@code aims.gateway.url}, {@code aims.realm.url}, {@code aims.accounts} (file), {@code aims.home} (folder).
 */
final class OverRunningStack {
  private final Home home;

  OverRunningStack(Home home) {
    this.home = home;
  }

  /** A main method. */
  interface Program {
    void main(String[] arguments) throws IOException, InterruptedException;
  }

  int run(Program program, String... arguments) throws IOException, InterruptedException {
    var running = new Running(home);
    if (!running.alive().contains("gateway")) {
      throw new Trouble("The stack does not run: ./aims up --detach first.");
    }
    var ports = running.ports();
    System.setProperty("aims.gateway.url", ports.url(Port.GATEWAY));
    System.setProperty("aims.realm.url", ports.realmUrl());
    System.setProperty("aims.accounts", home.accounts().toString());
    System.setProperty("aims.home", home.root().toString());
    try {
      program.main(arguments);
      return 0;
    } catch (StoryBroken e) {
      throw new Trouble(e.getMessage());
    }
  }
}
