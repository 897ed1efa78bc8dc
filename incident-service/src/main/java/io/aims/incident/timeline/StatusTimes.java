package io.aims.incident.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * When an incident reached each status, as its timeline says.
 *
 * <p>Detection and acknowledgement are those of its first life; a relapse or re-opening takes back what ended it, and
 * what is reached again counts then. Of several containments in one life the earliest is when the harm was stopped.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusTimes(@Nullable Instant detected, @Nullable Instant acknowledged, @Nullable Instant contained,
    @Nullable Instant resolved, @Nullable Instant reviewed, @Nullable Instant closed) {
  static final StatusTimes NONE = new StatusTimes(null, null, null, null, null, null);

  /** What follows from the steps that stand; they come in the order in which they were written down first. */
  static StatusTimes of(List<Mark> marks) {
    var times = NONE;
    for (var mark : marks) {
      times = times.after(mark);
    }
    return times;
  }

  private StatusTimes after(Mark mark) {
    var at = mark.occurredAt();
    return switch (mark.kind()) {
      case DETECTED -> new StatusTimes(at, acknowledged, contained, resolved, reviewed, closed);
      case ACKNOWLEDGED -> new StatusTimes(detected, acknowledged == null ? at : acknowledged, contained, resolved,
          reviewed, closed);
      case CONTAINED -> new StatusTimes(detected, acknowledged,
          contained == null || at.isBefore(contained) ? at : contained, resolved, reviewed, closed);
      case RESOLVED -> new StatusTimes(detected, acknowledged, contained, at, reviewed, closed);
      case REVIEWED -> new StatusTimes(detected, acknowledged, contained, resolved, at, closed);
      case CLOSED -> new StatusTimes(detected, acknowledged, contained, resolved, reviewed, at);
      case REOPENED, RELAPSED -> new StatusTimes(detected, acknowledged, null, null, null, null);
      case DISMISSED, MERGED, WORSENED, ESCALATED, SIGNAL, OBSERVATION, ACTION, DECISION, COMMUNICATION -> this;
    };
  }

  /** Whether nothing precedes its detection. */
  boolean coherent() {
    return detected == null || Stream.of(acknowledged, contained, resolved, reviewed, closed)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .map(first -> !first.isBefore(detected))
        .orElse(true);
  }

  /** From detection to acknowledgement; null until then. */
  public @Nullable Duration timeToAcknowledge() {
    return between(detected, acknowledged);
  }

  /** From detection to resolution; null until then. */
  public @Nullable Duration timeToResolve() {
    return between(detected, resolved);
  }

  private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to);
  }
}
