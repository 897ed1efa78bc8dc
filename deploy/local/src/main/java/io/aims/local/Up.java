package io.aims.local;

import java.io.IOException;
import java.util.stream.Collectors;

import io.aims.local.engine.LocalStack;
import io.aims.local.home.Home;
import io.aims.local.home.LocalPort;
import io.aims.local.home.Memory;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.stack.ComponentFailed;
import io.aims.local.stack.Lock;
import io.aims.local.stack.Processes;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Stack;
import io.aims.local.stack.Trouble;

/** {@code up}: starts what does not run yet, shows where everything is, and stays until it is told to stop. */
final class Up {
  private final Home home;
  private final Running running;
  private final Processes processes;
  private final Supervision supervision;
  private final Progress progress = new Progress(System.out);

  Up(Home home) {
    this.home = home;
    this.running = new Running(home);
    this.processes = running.processes();
    this.supervision = new Supervision(home, running, processes);
  }

  int run(Command.Up command) throws IOException, InterruptedException, ComponentFailed {
    try (var _ = Lock.take(home.run())) {
      if (!command.detach()) {
        supervision.refuseSecondForeground();
      }
      if (command.fresh()) {
        Down.stopAll(home, progress);
        home.forgetData();
      }
      var ports = ports();
      checkRoom(ports, command.enginesOnly());
      ports.save(Running.portsFile(home));
      var local = new LocalStack(home, ports);
      var stack = new Stack(command.enginesOnly() ? local.engines() : local.everything(), processes, progress);
      var stopper = new Thread(stack::stop, "stop");
      Runtime.getRuntime().addShutdownHook(stopper);
      progress.say("Aims is starting; its data and logs are in " + home.root());
      stack.start();
      Runtime.getRuntime().removeShutdownHook(stopper);
      Welcome.print(home, ports, command);
      if (command.detach()) {
        supervision.detach();
        return 0;
      }
      supervision.takeOver();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopIfMine(stack), "stop"));
    }
    supervision.watch(System.out);
    return 0;
  }

  /** Once another launcher has taken over, the stack is that one's. */
  private void stopIfMine(Stack stack) {
    if (supervision.isMine()) {
      supervision.close();
      stack.stop();
    }
  }

  /** A stack that runs already, perhaps in part, keeps its ports. */
  private Ports ports() {
    if (running.alive().isEmpty()) {
      return Ports.choose(System.getenv(), LocalPort::any, LocalPort::isFree);
    }
    var recorded = running.ports();
    for (var port : Port.values()) {
      var wish = System.getenv(port.variable());
      if (wish != null && !wish.isBlank() && !wish.equals(Integer.toString(recorded.of(port)))) {
        throw new Trouble("This stack already runs with %s %d, not %s: ./aims down first.".formatted(port.name()
            .toLowerCase(), recorded.of(port), wish));
      }
    }
    return recorded;
  }

  private void checkRoom(Ports ports, boolean enginesOnly) {
    var alive = running.alive();
    if (alive.isEmpty()) {
      Memory.check();
    }
    var wanted = LocalStack.portsByComponent();
    var names = enginesOnly ? LocalStack.engineNames() : LocalStack.names();
    var busy = names.stream()
        .filter(name -> !alive.contains(name))
        .flatMap(name -> wanted.get(name).stream())
        .flatMap(port -> ports.all(port)
            .stream()
            .filter(number -> !LocalPort.isFree(number))
            .map(number -> busy(port, number)))
        .collect(Collectors.joining("\n"));
    if (!busy.isEmpty()) {
      throw new Trouble(busy + "\nStop it, set the variable to another port, or let AIMS_PORTS=auto find free ones.");
    }
  }

  private static String busy(Port port, int number) {
    return "Port %d for %s is taken by %s; %s changes it.".formatted(number, port.name().toLowerCase(),
        LocalPort.ownerText(number), port.variable());
  }
}
