package io.aims.incident.incident;

import java.util.EnumSet;
import java.util.Set;

/** Where an incident stands, and what people can do with it from there. */
enum IncidentState {
  TRIAGE, OPEN, CONTAINED, RESOLVED, REVIEW, CLOSED, DISMISSED;

  Set<IncidentCommand> allowed() {
    return switch (this) {
      case TRIAGE -> EnumSet.of(IncidentCommand.TRIAGE, IncidentCommand.DISMISSAL);
      case OPEN -> EnumSet.of(IncidentCommand.CONTAINMENT, IncidentCommand.DISMISSAL);
      case CONTAINED -> EnumSet.of(IncidentCommand.RESOLUTION);
      case RESOLVED -> EnumSet.of(IncidentCommand.REVIEW);
      case REVIEW -> EnumSet.of(IncidentCommand.CLOSING);
      case CLOSED, DISMISSED -> EnumSet.noneOf(IncidentCommand.class);
    };
  }
}
