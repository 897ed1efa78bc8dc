package io.aims.incident.incident;

import static io.aims.incident.incident.IncidentCommand.ACKNOWLEDGEMENT;
import static io.aims.incident.incident.IncidentCommand.ASSESSMENT;
import static io.aims.incident.incident.IncidentCommand.CLOSING;
import static io.aims.incident.incident.IncidentCommand.CONTAINMENT;
import static io.aims.incident.incident.IncidentCommand.DISMISSAL;
import static io.aims.incident.incident.IncidentCommand.EVIDENCE_HOLD;
import static io.aims.incident.incident.IncidentCommand.EVIDENCE_RELEASE;
import static io.aims.incident.incident.IncidentCommand.LINKS;
import static io.aims.incident.incident.IncidentCommand.MERGE;
import static io.aims.incident.incident.IncidentCommand.RELATIONS;
import static io.aims.incident.incident.IncidentCommand.REOPENING;
import static io.aims.incident.incident.IncidentCommand.RESOLUTION;
import static io.aims.incident.incident.IncidentCommand.ROLES;
import static io.aims.incident.incident.IncidentCommand.SPLIT;

import java.util.EnumSet;
import java.util.Set;

/** Where an incident stands, and what people can do with it from there. */
enum IncidentState {
  TRIAGE, OPEN, CONTAINED, RESOLVED, REVIEW, CLOSED, DISMISSED, MERGED;

  Set<IncidentCommand> allowed() {
    return switch (this) {
      case TRIAGE -> handled(ACKNOWLEDGEMENT, IncidentCommand.TRIAGE, DISMISSAL, MERGE, SPLIT);
      case OPEN -> handled(CONTAINMENT, DISMISSAL, MERGE, SPLIT);
      case CONTAINED -> handled(CONTAINMENT, RESOLUTION, MERGE, SPLIT);
      case RESOLVED -> handled(CONTAINMENT, IncidentCommand.REVIEW, MERGE, SPLIT);
      case REVIEW -> handled(CONTAINMENT, IncidentCommand.REVIEW, CLOSING);
      case CLOSED -> EnumSet.of(REOPENING, RELATIONS, LINKS, EVIDENCE_RELEASE);
      case DISMISSED -> EnumSet.of(REOPENING, RELATIONS, EVIDENCE_RELEASE);
      case MERGED -> EnumSet.noneOf(IncidentCommand.class);
    };
  }

  /** While it is open, it holds the keys by which signals find it. */
  boolean open() {
    return switch (this) {
      case TRIAGE, OPEN, CONTAINED, RESOLVED, REVIEW -> true;
      case CLOSED, DISMISSED, MERGED -> false;
    };
  }

  /** Whether people have found that it is over, and have not closed it yet. */
  boolean resolved() {
    return this == RESOLVED || this == REVIEW;
  }

  private static Set<IncidentCommand> handled(IncidentCommand... more) {
    var all = EnumSet.of(ASSESSMENT, ROLES, EVIDENCE_HOLD, EVIDENCE_RELEASE, RELATIONS, LINKS);
    all.addAll(Set.of(more));
    return all;
  }
}
