package io.aims.incident.concern;

import java.util.EnumSet;
import java.util.Set;

/** Where a concern stands; what its handlers can do from here. */
enum ConcernState {
  RECEIVED, ACKNOWLEDGED, ASSESSED, IN_PROGRESS, CLOSED;

  /** What handlers can do; the word is the sub-resource that takes it. */
  enum Command {
    ACKNOWLEDGEMENT, ASSESSMENT, HANDLING, CLOSURE, MESSAGES, LINKS, EXCLUSIONS, RETALIATION
  }

  private static final Set<Command> ALWAYS = EnumSet.of(Command.MESSAGES, Command.LINKS, Command.EXCLUSIONS,
      Command.RETALIATION);

  Set<Command> allowed() {
    var allowed = EnumSet.copyOf(ALWAYS);
    switch (this) {
      case RECEIVED -> allowed.add(Command.ACKNOWLEDGEMENT);
      case ACKNOWLEDGED -> allowed.add(Command.ASSESSMENT);
      case ASSESSED -> allowed.add(Command.HANDLING);
      case IN_PROGRESS -> allowed.add(Command.CLOSURE);
      case CLOSED -> {
        // Retaliation often comes later; what is said and found of it still has its place.
      }
    }
    return allowed;
  }
}
