package io.aims.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.aims.local.engine.ServiceCatalogue;
import io.aims.local.home.Home;
import io.aims.local.stack.Lock;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Stack;
import io.aims.local.stack.Trouble;

/** {@code dev}: replaces one service of the running stack by Quarkus' dev mode, with live reload. */
final class Dev {
  private final Home home;

  Dev(Home home) {
    this.home = home;
  }

  int run(String name) throws IOException, InterruptedException {
    var running = new Running(home);
    var service = Stream.of(ServiceCatalogue.values())
        .filter(known -> known.module().equals(name))
        .findFirst()
        .orElseThrow(() -> new Trouble("Only a service has a dev mode, not " + name + "."));
    if (!running.alive().containsAll(List.of("postgres", "kafka", "keycloak"))) {
      throw new Trouble("The rest of the stack has to run: ./aims up --detach first.");
    }
    var stack = running.stack();
    try (var _ = Lock.take(home.run())) {
      new Stack(List.of(stack.component(name)), running.processes(), new Progress(System.out)).stop();
    }
    var command = new ArrayList<>(List.of(home.project().resolve("mvnw").toString(), "-pl", name, "-am",
        "-DskipTests", "compile", "quarkus:dev"));
    var builder = new ProcessBuilder(command).directory(home.project().toFile()).inheritIO();
    builder.environment().putAll(stack.environment(service));
    var exit = builder.start().waitFor();
    System.out.println("To run the packaged service again: ./aims restart " + name);
    return exit;
  }
}
