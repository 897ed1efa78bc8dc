package io.aims.incident.timeline;

import java.time.Instant;

/** What somebody writes into a timeline. */
public record Note(EntryKind kind, Instant occurredAt, String text) {

  /** Whether it says what somebody has seen or heard, and nothing of what was done or decided. */
  public boolean tells() {
    return kind == EntryKind.OBSERVATION || kind == EntryKind.COMMUNICATION;
  }
}
