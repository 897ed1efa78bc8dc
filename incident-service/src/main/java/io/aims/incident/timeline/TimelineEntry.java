package io.aims.incident.timeline;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * One line of a timeline: when it happened, when and by whom it was written down. It is never changed; a correction is
 * a line of its own that supersedes it.
 */
@Entity
class TimelineEntry extends Aggregate {
  private UUID incidentId;
  @Enumerated(EnumType.STRING)
  private EntryKind kind;
  private Instant occurredAt;
  private String author;
  private @Nullable String text;
  private @Nullable UUID supersedes;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable NamedSignals signals;

  protected TimelineEntry() {}

  private TimelineEntry(UUID id, UUID tenant, UUID incidentId, EntryKind kind, Instant occurredAt, String author,
      @Nullable String text, @Nullable UUID supersedes, Instant now) {
    super(id, tenant, now);
    this.incidentId = incidentId;
    this.kind = kind;
    this.occurredAt = occurredAt;
    this.author = author;
    this.text = text;
    this.supersedes = supersedes;
  }

  /** A step of the incident, which its own event tells of. */
  static TimelineEntry step(UUID id, UUID tenant, UUID incidentId, EntryKind kind, Instant occurredAt, String author,
      Instant now) {
    return new TimelineEntry(id, tenant, incidentId, kind, occurredAt, author, null, null, now);
  }

  /** The same, where signals have led to it. */
  static TimelineEntry step(UUID id, UUID tenant, UUID incidentId, EntryKind kind, Instant occurredAt, String author,
      NamedSignals signals, Instant now) {
    var entry = step(id, tenant, incidentId, kind, occurredAt, author, now);
    entry.signals = signals;
    return entry;
  }

  /** What this service noted of the signals. */
  static TimelineEntry told(UUID id, UUID tenant, UUID incidentId, String text, String author, Instant now) {
    return new TimelineEntry(id, tenant, incidentId, EntryKind.SIGNAL, now, author, text, null, now);
  }

  /** What a person noted. */
  static TimelineEntry noted(UUID id, UUID tenant, UUID incidentId, Note note, String author, Instant now) {
    if (!note.kind().noted()) {
      throw new Refusal.Invalid("kind", "a step of the incident has a command of its own");
    }
    return of(id, tenant, incidentId, note, author, null, now);
  }

  /** What a person corrected: the kind stays, time and words are the new ones. */
  static TimelineEntry correction(UUID id, UUID tenant, UUID incidentId, Mark earlier, Note note, String author,
      Instant now) {
    if (note.kind() != earlier.kind()) {
      throw new Refusal.Invalid("kind", "a correction keeps the kind " + earlier.kind());
    }
    return of(id, tenant, incidentId, note, author, earlier.id(), now);
  }

  private static TimelineEntry of(UUID id, UUID tenant, UUID incidentId, Note note, String author,
      @Nullable UUID supersedes, Instant now) {
    if (note.occurredAt().isAfter(now)) {
      throw new Refusal.Invalid("occurredAt", "must not be in the future");
    }
    return new TimelineEntry(id, tenant, incidentId, note.kind(), note.occurredAt(), author, note.text(), supersedes,
        now);
  }

  TimelineEvent recorded() {
    return new TimelineEvent.Recorded(incidentId, kind, occurredAt, supersedes,
        text == null ? Map.of() : Map.of("text", text));
  }

  @Override
  protected String aggregateType() {
    return "timeline-entry";
  }

  UUID incidentId() {
    return incidentId;
  }

  EntryKind kind() {
    return kind;
  }

  Instant occurredAt() {
    return occurredAt;
  }

  String author() {
    return author;
  }

  @Nullable
  String text() {
    return text;
  }

  @Nullable
  UUID supersedes() {
    return supersedes;
  }

  @Nullable
  NamedSignals signals() {
    return signals;
  }
}
