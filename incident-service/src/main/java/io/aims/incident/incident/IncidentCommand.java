package io.aims.incident.incident;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What people can do with an incident; the word is the sub-resource that takes it. */
enum IncidentCommand {
  TRIAGE, CONTAINMENT, RESOLUTION, REVIEW, CLOSING, DISMISSAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<String> words(Collection<IncidentCommand> commands) {
    return commands.stream().map(IncidentCommand::word).collect(Collectors.toUnmodifiableSet());
  }
}
