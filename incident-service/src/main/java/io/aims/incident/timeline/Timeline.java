package io.aims.incident.timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** Writes and reads the timeline of an incident, in the caller's transaction. */
@ApplicationScoped
public class Timeline {
  private final Timelines timelines;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  Timeline(Timelines timelines, EventLog eventLog, Ids ids, Clock clock) {
    this.timelines = timelines;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /** A step of the incident, whose own event tells of it. */
  public Uni<Void> step(UUID tenant, UUID incidentId, EntryKind kind, Instant occurredAt, String author) {
    return add(TimelineEntry.step(ids.next(), tenant, incidentId, kind, occurredAt, author, clock.instant()));
  }

  /** The same, where signals have led to it. */
  public Uni<Void> step(UUID tenant, UUID incidentId, EntryKind kind, Instant occurredAt, String author,
      NamedSignals signals) {
    return add(TimelineEntry.step(ids.next(), tenant, incidentId, kind, occurredAt, author, signals, clock.instant()));
  }

  private Uni<Void> add(TimelineEntry entry) {
    return timelines.add(entry).chain(() -> keepTimes(entry));
  }

  private Uni<Void> keepTimes(TimelineEntry entry) {
    return entry.kind().timed() ? keepTimes(entry.tenant(), entry.incidentId()) : Uni.createFrom().voidItem();
  }

  /** What its signals do, as this service has heard it. */
  public Uni<Void> tell(UUID tenant, UUID incidentId, String text, String author) {
    return timelines.add(TimelineEntry.told(ids.next(), tenant, incidentId, text, author, clock.instant()));
  }

  /** What a person writes; with {@code supersedes} in the place of an earlier line. */
  public Uni<EntryView> write(UUID tenant, UUID incidentId, Note note, @Nullable UUID supersedes, Cause cause) {
    return entry(tenant, incidentId, note, supersedes, cause.actor())
        .chain(entry -> Timelines.once(eventLog.record(entry, entry.recorded(), cause)))
        .call(this::keepTimes)
        .map(EntryView::of);
  }

  private Uni<TimelineEntry> entry(UUID tenant, UUID incidentId, Note note, @Nullable UUID supersedes, String author) {
    var now = clock.instant();
    if (supersedes == null) {
      return Uni.createFrom().item(TimelineEntry.noted(ids.next(), tenant, incidentId, note, author, now));
    }
    return timelines.find(incidentId, supersedes).map(earlier -> {
      if (earlier == null) {
        throw new Refusal.UnknownReference("supersedes");
      }
      return TimelineEntry.correction(ids.next(), tenant, incidentId, earlier, note, author, now);
    });
  }

  private Uni<Void> keepTimes(UUID tenant, UUID incidentId) {
    return timelines.lock(tenant, incidentId)
        .chain(kept -> timelines.timed(incidentId).invoke(written -> {
          var times = StatusTimes.of(Mark.standing(written));
          if (!times.coherent()) {
            throw new Refusal.Invalid("occurredAt", "nothing of an incident precedes its detection");
          }
          kept.keep(times);
        }))
        .replaceWithVoid();
  }

  /** When the incident reached each status. */
  public Uni<StatusTimes> times(UUID incidentId) {
    return timelines.kept(incidentId);
  }

  public Uni<Page<EntryView>> of(UUID incidentId, PageRequest page) {
    return timelines.of(incidentId, page);
  }
}
