package io.aims.local;

import java.io.IOException;
import java.util.List;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.stack.Trouble;
import io.aims.local.story.StoryBroken;

/**
 * {@code demo}: hands over to {@link Demo} with the addresses of the running stack as system properties:
 * {@code aims.gateway.url}, {@code aims.realm.url}, {@code aims.accounts} (file), {@code aims.home} (folder).
 */
final class RunDemo {
  private final Home home;

  RunDemo(Home home) {
    this.home = home;
  }

  int run(List<String> arguments) throws IOException {
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
      Demo.main(arguments.toArray(String[]::new));
      return 0;
    } catch (StoryBroken e) {
      throw new Trouble(e.getMessage());
    }
  }
}
