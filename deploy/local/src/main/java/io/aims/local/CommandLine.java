package io.aims.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.aims.local.engine.LocalStack;
import io.aims.local.stack.Trouble;

/** Reads the arguments of {@code ./aims}; refuses what it does not know instead of ignoring it. */
final class CommandLine {
  private static final String FLAG = "";
  /** As many as fit on a screen. */
  private static final int MAILS = 5;
  private final String name;
  private final List<String> operands = new ArrayList<>();
  private final Map<String, String> options = new TreeMap<>();

  /** @param withValue options that are followed by a value */
  private CommandLine(List<String> arguments, List<String> flags, List<String> withValue) {
    this.name = arguments.getFirst();
    var rest = arguments.subList(1, arguments.size()).iterator();
    while (rest.hasNext()) {
      var argument = rest.next();
      if (flags.contains(argument)) {
        options.put(argument, FLAG);
      } else if (withValue.contains(argument)) {
        if (!rest.hasNext()) {
          throw new Trouble("%s needs a value after %s.".formatted(name, argument));
        }
        options.put(argument, rest.next());
      } else if (argument.startsWith("-")) {
        throw new Trouble("%s does not know %s. See ./aims help.".formatted(name, argument));
      } else {
        operands.add(argument);
      }
    }
  }

  static Command parse(String... arguments) {
    if (arguments.length == 0) {
      throw new Trouble("Which command? See ./aims help.");
    }
    var all = List.of(arguments);
    return switch (all.getFirst()) {
      case "up" -> {
        var line = new CommandLine(all, List.of("--detach", "-d", "--fresh", "--engines"), List.of()).operands(0);
        yield new Command.Up(line.has("--detach") || line.has("-d"), line.has("--fresh"), line.has("--engines"));
      }
      case "down" -> {
        plain(all);
        yield new Command.Down();
      }
      case "status" -> new Command.Status(new CommandLine(all, List.of("--json"), List.of()).operands(0)
          .has("--json"));
      case "token" -> {
        var line = new CommandLine(all, List.of("--claims"), List.of("--org")).operands(1);
        yield new Command.Token(line.operands.getFirst(), line.value("--org").orElse("acme"), line.has("--claims"));
      }
      case "restart" -> new Command.Restart(component(all));
      case "kill" -> new Command.Kill(component(all));
      case "mail" -> new Command.Mail(mails(all));
      case "dev" -> new Command.Dev(component(all));
      case "demo" -> {
        plain(all);
        yield new Command.Demo();
      }
      case "bench" -> new Command.Bench(new CommandLine(all, List.of("--lanes"), List.of()).operands(0)
          .has("--lanes"));
      case "supervise" -> {
        plain(all);
        yield new Command.Supervise();
      }
      case "stale" -> {
        plain(all);
        yield new Command.Stale();
      }
      default -> throw new Trouble("There is no command %s. See ./aims help.".formatted(all.getFirst()));
    };
  }

  private static void plain(List<String> arguments) {
    new CommandLine(arguments, List.of(), List.of()).operands(0);
  }

  private static String component(List<String> arguments) {
    var name = new CommandLine(arguments, List.of(), List.of()).operands(1).operands.getFirst();
    return LocalStack.resolve(name)
        .orElseThrow(() -> new Trouble("There is no %s. Known are: %s.".formatted(name,
            String.join(", ", LocalStack.names()))));
  }

  private static int mails(List<String> arguments) {
    if (arguments.size() == 1) {
      return MAILS;
    }
    var wish = new CommandLine(arguments, List.of(), List.of()).operands(1).operands.getFirst();
    try {
      var count = Integer.parseInt(wish);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new Trouble("How many mails? %s is not a number of them.".formatted(wish));
  }

  private CommandLine operands(int count) {
    if (operands.size() < count) {
      throw new Trouble("%s needs to know which one. See ./aims help.".formatted(name));
    }
    if (operands.size() > count) {
      throw new Trouble("%s does not know what to do with %s. See ./aims help.".formatted(name, operands.get(count)));
    }
    return this;
  }

  private boolean has(String option) {
    return options.containsKey(option);
  }

  private Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }
}
