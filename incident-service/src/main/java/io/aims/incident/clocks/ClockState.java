package io.aims.incident.clocks;

import java.util.Set;

/** Where a clock stands; what can be done with it from here. */
enum ClockState {
  RUNNING, PAUSED, STOPPED, MET, SUPERSEDED;

  Set<ClockCommand> allowed() {
    return switch (this) {
      case RUNNING -> Set.of(ClockCommand.PAUSE, ClockCommand.STOP);
      case PAUSED -> Set.of(ClockCommand.RESUMPTION, ClockCommand.STOP);
      case STOPPED, MET, SUPERSEDED -> Set.of();
    };
  }

  boolean open() {
    return switch (this) {
      case RUNNING, PAUSED -> true;
      case STOPPED, MET, SUPERSEDED -> false;
    };
  }
}
