package io.aims.local;

import java.io.IOException;

import io.aims.local.bench.Bench;
import io.aims.local.home.Home;
import io.aims.local.stack.ComponentFailed;
import io.aims.local.stack.Trouble;

/** Entry of the launcher behind {@code ./aims}: exit code 0 done, 1 failed, 2 not understood. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Command command;
    try {
      command = CommandLine.parse(arguments);
    } catch (Trouble e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try {
      System.exit(run(command, Home.of(System.getenv())));
    } catch (Trouble | ComponentFailed e) {
      System.err.println("\n" + e.getMessage());
      System.exit(1);
    }
  }

  private static int supervise(Home home) throws InterruptedException {
    new Supervision(home, new Running(home)).watch(System.out);
    return 0;
  }

  private static int run(Command command, Home home) throws IOException, InterruptedException, ComponentFailed {
    return switch (command) {
      case Command.Up up -> new Up(home).run(up);
      case Command.Down down -> new Down(home).run();
      case Command.Status status -> new Status(home).run(status.json());
      case Command.Token token -> new PrintToken(home).run(token);
      case Command.Restart restart -> new Restart(home).run(restart.component());
      case Command.Kill kill -> new Kill(home).run(kill.component());
      case Command.Mail mail -> new PrintMails(home).run(mail.count());
      case Command.Dev dev -> new Dev(home).run(dev.service());
      case Command.Demo demo -> new OverRunningStack(home).run(Demo::main);
      case Command.Bench bench -> new OverRunningStack(home)
          .run(Bench::main, bench.lanesOnly() ? new String[]{"--lanes"} : new String[0]);
      case Command.Supervise supervise -> supervise(home);
      case Command.Stale stale -> new Staleness(home.project()).print();
    };
  }
}
