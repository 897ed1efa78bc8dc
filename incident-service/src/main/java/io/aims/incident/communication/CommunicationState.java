package io.aims.incident.communication;

import java.util.EnumSet;
import java.util.Set;

/** Where a communication stands; what can be done with it from here. */
enum CommunicationState {
  PLANNED, TOLD, SUPERSEDED, CANCELLED;

  /** What people can do; the word is the sub-resource that takes it. */
  enum Command {
    TELLING, CANCELLATION, CORRECTION
  }

  Set<Command> allowed() {
    return switch (this) {
      case PLANNED -> EnumSet.of(Command.TELLING, Command.CANCELLATION);
      case TOLD -> EnumSet.of(Command.CORRECTION);
      case SUPERSEDED, CANCELLED -> Set.of();
    };
  }
}
