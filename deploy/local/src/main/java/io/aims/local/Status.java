package io.aims.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.aims.local.engine.LocalStack;
import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.stack.Component;
import io.aims.local.stack.PidRecords;
import io.aims.local.stack.Supervisor;

/** {@code status}: what runs, where, and how it is; exit code 0 only when everything is ready. */
final class Status {
  private final Home home;

  Status(Home home) {
    this.home = home;
  }

  /**
   * UP serves, STARTING lives but does not serve yet, DEAD ended by itself and is about to be started again, GIVEN_UP
   * ended by itself too often, DOWN was not started or was stopped.
   */
  enum State {
    UP, STARTING, DEAD, GIVEN_UP, DOWN
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(String name, State state, String address, int port, @Nullable Integer managementPort, @Nullable Long pid,
      @Nullable Long residentMb, String log, @Nullable String why) {}

  record Guard(State state, @Nullable Long pid, @Nullable Long residentMb, String log) {}

  record Addresses(String gateway, String keycloak, String realm, String kafka, String postgresHost,
      int postgresPort) {}

  record Whole(boolean up, String home, Addresses addresses, String secrets, String accounts, String ledger,
      List<Part> components, Guard supervisor) {}

  int run(boolean json) throws IOException, InterruptedException {
    var recorded = Ports.load(Running.portsFile(home));
    if (recorded.isEmpty()) {
      System.out.println(json ? "{\"up\":false,\"components\":[]}" : "Nothing runs here yet: start it with ./aims up.");
      return 1;
    }
    var whole = look(recorded.get());
    if (json) {
      System.out.println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(whole));
    } else {
      print(whole);
    }
    return whole.up() ? 0 : 1;
  }

  private Whole look(Ports ports) throws InterruptedException {
    var records = new PidRecords(home.run());
    var parts = new ArrayList<Part>();
    for (var component : new LocalStack(home, ports).everything()) {
      parts.add(look(component, ports, records));
    }
    var addresses = new Addresses(ports.url(Port.GATEWAY), ports.url(Port.KEYCLOAK), ports.realmUrl(),
        "127.0.0.1:" + ports.of(Port.KAFKA), "127.0.0.1", ports.of(Port.POSTGRES));
    return new Whole(parts.stream().allMatch(part -> part.state() == State.UP), home.root().toString(), addresses,
        home.secrets().toString(), home.accounts().toString(), home.ledger().toString(), parts, guard(records));
  }

  private Part look(Component component, Ports ports, PidRecords records) throws InterruptedException {
    var name = component.name();
    var process = records.process(name);
    var port = LocalStack.portsByComponent().get(name).getFirst();
    var all = ports.all(port);
    var state = process.isPresent()
        ? component.isReady() ? State.UP : State.STARTING
        : records.givenUp(name).isPresent() ? State.GIVEN_UP : records.find(name).isPresent() ? State.DEAD : State.DOWN;
    return new Part(name, state, component.address(), all.getFirst(), all.size() > 1 ? all.get(1) : null,
        process.map(ProcessHandle::pid).orElse(null), process.map(alive -> residentMb(alive.pid())).orElse(null),
        home.log(name).toString(), records.givenUp(name).orElse(null));
  }

  private Guard guard(PidRecords records) {
    var process = records.process(Supervisor.NAME);
    return new Guard(process.isPresent() ? State.UP : State.DOWN, process.map(ProcessHandle::pid).orElse(null),
        process.map(alive -> residentMb(alive.pid())).orElse(null), home.log(Supervisor.NAME).toString());
  }

  /** Memory that the process holds now, in MB; 0 where the system does not tell. */
  private static long residentMb(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines.filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void print(Whole whole) {
    System.out.printf("%-18s %-9s %-24s %8s %8s  %s%n", "", "state", "address", "pid", "memory", "log");
    for (var part : whole.components()) {
      System.out.printf("%-18s %-9s %-24s %8s %8s  %s%n", part.name(), part.state(), part.address(),
          part.pid() == null ? "" : part.pid(), part.residentMb() == null ? "" : part.residentMb() + " MB", part.log());
    }
    var guard = whole.supervisor();
    System.out.printf("%-18s %-9s %-24s %8s %8s  %s%n", Supervisor.NAME, guard.state(), "",
        guard.pid() == null ? "" : guard.pid(), guard.residentMb() == null ? "" : guard.residentMb() + " MB",
        guard.log());
    for (var part : whole.components()) {
      if (part.why() != null) {
        System.out.printf("%n%s %s.%n  Its log: %s%n  Start it again: ./aims restart %s%n", part.name(), part.why(),
            part.log(), part.name());
      }
    }
    if (guard.pid() == null) {
      System.out.println("\nNobody starts again what dies; ./aims up --detach changes that.");
    }
  }
}
