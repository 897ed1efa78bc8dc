package io.aims.local;

import java.nio.file.Path;
import java.util.List;

import io.aims.local.engine.LocalStack;
import io.aims.local.home.Home;
import io.aims.local.home.Ports;
import io.aims.local.identity.Accounts;
import io.aims.local.identity.Tokens;
import io.aims.local.stack.Logs;
import io.aims.local.stack.PidRecords;
import io.aims.local.stack.Processes;
import io.aims.local.stack.Trouble;

/** The stack as an earlier {@code up} left it: what every command but {@code up} works on. */
final class Running {
  private final Home home;
  private final PidRecords records;

  Running(Home home) {
    this.home = home;
    this.records = new PidRecords(home.run());
  }

  /** Where this stack's ports are recorded. */
  static Path portsFile(Home home) {
    return home.run().resolve("ports.properties");
  }

  /** Components that have a live process. */
  List<String> alive() {
    return LocalStack.names().stream().filter(name -> records.process(name).isPresent()).toList();
  }

  Ports ports() {
    return Ports.load(portsFile(home))
        .orElseThrow(() -> new Trouble("Nothing runs here yet: start it with ./aims up."));
  }

  LocalStack stack() {
    return new LocalStack(home, ports());
  }

  Processes processes() {
    return new Processes(records, new Logs(home.root().resolve("log")));
  }

  Tokens tokens() {
    return new Tokens(ports().realmUrl(), Accounts.read(home.accounts()));
  }
}
