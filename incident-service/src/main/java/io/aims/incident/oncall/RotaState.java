package io.aims.incident.oncall;

import java.util.EnumSet;
import java.util.Set;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a rota stands; what can be done with it from here. */
@Schema(name = "OnCallRotaState")
enum RotaState {
  ACTIVE,
  /** Nobody is on call by it any more, and its systems are free for another one. */
  RETIRED;

  /** What people can do. */
  enum Command {
    CHANGE, SUBSTITUTIONS, WITHDRAWAL, RETIREMENT
  }

  Set<Command> allowed() {
    return switch (this) {
      case ACTIVE -> EnumSet.allOf(Command.class);
      case RETIRED -> Set.of();
    };
  }
}
