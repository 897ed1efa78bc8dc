package io.aims.incident.clocks;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people can do with a clock; the word is the sub-resource that takes it. Reports meet a clock, people don't. */
enum ClockCommand {
  PAUSE, RESUMPTION, STOP;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<String> words(Collection<ClockCommand> commands) {
    return commands.stream().map(ClockCommand::word).collect(Collectors.toCollection(TreeSet::new));
  }
}
