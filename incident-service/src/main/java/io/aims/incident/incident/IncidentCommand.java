package io.aims.incident.incident;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What people can do with an incident; the word is the sub-resource that takes it. */
enum IncidentCommand {
  ACKNOWLEDGEMENT, TRIAGE, ASSESSMENT, ROLES, CONTAINMENT, RESOLUTION, REVIEW, CLOSING, DISMISSAL, EVIDENCE_HOLD, EVIDENCE_RELEASE, MERGE, SPLIT, RELATIONS, LINKS, REOPENING;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Set<String> words(Collection<IncidentCommand> commands) {
    return commands.stream().map(IncidentCommand::word).collect(Collectors.toUnmodifiableSet());
  }
}
