package io.aims.faults;

import java.util.ArrayList;
import java.util.List;

import io.aims.local.stack.Trouble;

/**
 * What was asked for on the command line.
 *
 * @param runs of each level; 0 for all that it has
 * @param levels in the order in which they run
 */
record Options(long seed, int runs, List<String> levels) {
  private static final String SIMULATION = "L1";
  private static final String MUTANTS = "L5";
  private static final List<String> ALL = List.of(SIMULATION, "L2", "L3", "DISK", MUTANTS);

  static Options parse(String... arguments) {
    var seed = 1L;
    var runs = 0;
    var levels = new ArrayList<String>();
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seed" -> seed = number(arguments, ++i);
        case "--runs" -> runs = (int) number(arguments, ++i);
        default -> {
          if (arguments[i].startsWith("-")) {
            throw new Trouble("faults does not know %s. See ./aims help.".formatted(arguments[i]));
          }
          levels.add(arguments[i]);
        }
      }
    }
    return new Options(seed, runs, levels.isEmpty() ? ALL : List.copyOf(levels));
  }

  boolean simulation() {
    return levels.contains(SIMULATION);
  }

  boolean mutants() {
    return levels.contains(MUTANTS);
  }

  /** The levels that need the running system. */
  List<String> onEngines() {
    return levels.stream().filter(level -> !level.equals(SIMULATION) && !level.equals(MUTANTS)).toList();
  }

  private static long number(String[] arguments, int i) {
    try {
      return Long.parseLong(arguments[i]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new Trouble("faults needs a number after " + arguments[i - 1] + ".");
    }
  }
}
