package io.aims.incident.concern;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Whether the reporter suffers for the concern. */
record Retaliation(Status status, @Nullable String note, @Nullable UUID lookedAtBy) {

  /** How far the matter is. */
  enum Status {
    REPORTED, UNDER_WATCH, CONFIRMED, RULED_OUT, REMEDIED;

    /** Whether somebody has to look again. */
    boolean open() {
      return switch (this) {
        case REPORTED, UNDER_WATCH, CONFIRMED -> true;
        case RULED_OUT, REMEDIED -> false;
      };
    }
  }

  static Retaliation reported() {
    return new Retaliation(Status.REPORTED, null, null);
  }
}
