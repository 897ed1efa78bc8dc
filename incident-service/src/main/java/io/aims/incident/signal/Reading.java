package io.aims.incident.signal;

import java.util.List;

/** What a profile makes of a delivery: its signals, or a named reason why it is none. */
public sealed interface Reading {

  /** The delivery was understood; it may hold no signal. */
  record Understood(List<Signal> signals) implements Reading {
    public Understood {
      signals = List.copyOf(signals);
    }
  }

  /** The delivery is not of the profile's format. */
  record Rejected(Rejection why) implements Reading {}

  /** Why a delivery can't be read. */
  enum Rejection {
    NOT_JSON, NOT_AN_OBJECT, NO_ALERTS, ALERT_NOT_AN_OBJECT, STATUS_UNKNOWN;

    /** For the sender. */
    public String words() {
      return switch (this) {
        case NOT_JSON -> "The body is not JSON.";
        case NOT_AN_OBJECT -> "The body has to be a JSON object.";
        case NO_ALERTS -> "The body has no list of alerts.";
        case ALERT_NOT_AN_OBJECT -> "An alert in the list is not a JSON object.";
        case STATUS_UNKNOWN -> "The status of an alert is neither firing nor resolved.";
      };
    }
  }
}
