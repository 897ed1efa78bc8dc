package io.aims.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.aims.faults.run.MemoryLimits;
import io.aims.local.stack.Trouble;

/**
 * What was asked for on the command line.
 *
 * @param runs of each level; 0 for all that it has
 * @param minutes for which Kafka is away in OUTAGE
 * @param memory how many times as much as in calm runs a process may hold
 * @param levels in the order in which they run
 */
record Options(long seed, int runs, int minutes, double memory, List<String> levels) {
  private static final String SIMULATION = "L1";
  private static final String MUTANTS = "L5";
  private static final List<String> ALL = List.of(SIMULATION, "L2", "L3", "DISK", "OUTAGE", MUTANTS);

  static Options parse(String... arguments) {
    var seed = 1L;
    var runs = 0;
    var minutes = 10;
    var memory = MemoryLimits.USUAL;
    var levels = new ArrayList<String>();
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seed" -> seed = number(arguments, ++i);
        case "--runs" -> runs = (int) number(arguments, ++i);
        case "--minutes" -> minutes = (int) number(arguments, ++i);
        case "--memory" -> memory = factor(arguments, ++i);
        default -> {
          if (arguments[i].startsWith("-")) {
            throw new Trouble("faults does not know %s. See ./aims help.".formatted(arguments[i]));
          }
          levels.add(arguments[i]);
        }
      }
    }
    return new Options(seed, runs, minutes, memory, levels.isEmpty() ? ALL : List.copyOf(levels));
  }

  boolean simulation() {
    return levels.contains(SIMULATION);
  }

  /** Which bugs are sown: those whose name contains the text behind {@code L5:}, or all; empty for none. */
  Optional<String> mutants() {
    return levels.stream()
        .filter(Options::isMutants)
        .map(level -> level.substring(MUTANTS.length()).replaceFirst(":", ""))
        .findFirst();
  }

  private static boolean isMutants(String level) {
    return level.equals(MUTANTS) || level.startsWith(MUTANTS + ":");
  }

  FaultProgramme programme() {
    return new FaultProgramme(seed, runs, minutes);
  }

  /** The levels that need the running system. */
  List<String> onEngines() {
    return levels.stream().filter(level -> !level.equals(SIMULATION) && !isMutants(level)).toList();
  }

  private static long number(String[] arguments, int i) {
    return read(arguments, i, Long::parseLong);
  }

  private static double factor(String[] arguments, int i) {
    return read(arguments, i, Double::parseDouble);
  }

  private static <T> T read(String[] arguments, int i, Function<String, T> as) {
    try {
      return as.apply(arguments[i]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new Trouble("faults needs a number after " + arguments[i - 1] + ".");
    }
  }
}
