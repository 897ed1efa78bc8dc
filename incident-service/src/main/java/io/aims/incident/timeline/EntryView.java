package io.aims.incident.timeline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A line of a timeline as the API shows it.
 *
 * @param author opaque id of a person, or {@code service:NAME}
 * @param supersededBy the correction that stands in its place
 * @param signalIds the signals that led to it, as incidents have counted them; at most 20 of them
 * @param signals how many these are in all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(UUID id, EntryKind kind, Instant occurredAt, Instant recordedAt, String author,
    @Nullable String text, @Nullable UUID supersedes, @Nullable UUID supersededBy, @Nullable List<UUID> signalIds,
    @Nullable Integer signals) {

  EntryView(UUID id, EntryKind kind, Instant occurredAt, Instant recordedAt, String author, @Nullable String text,
      @Nullable UUID supersedes, @Nullable UUID supersededBy, @Nullable NamedSignals signals) {
    this(id, kind, occurredAt, recordedAt, author, text, supersedes, supersededBy,
        signals == null ? null : signals.ids(), signals == null ? null : signals.number());
  }

  /** One that was written just now, so that nothing supersedes it yet. */
  static EntryView of(TimelineEntry e) {
    return new EntryView(e.id(), e.kind(), e.occurredAt(), e.createdAt(), e.author(), e.text(), e.supersedes(), null,
        e.signals());
  }
}
