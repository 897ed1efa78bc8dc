package io.aims.incident.timeline;

import java.time.Instant;

/** What somebody writes into a timeline. */
public record Note(EntryKind kind, Instant occurredAt, String text) {}
