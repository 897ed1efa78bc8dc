package io.aims.incident.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The last replay of a source's mapping, as {@link MappingReplays} has written it. */
@Entity
@Immutable
@Table(name = "mapping_replay")
class Replay {
  @Id
  private UUID id;
  private UUID sourceId;
  private Instant startedAt;
  private Instant goneOnAt;
  private @Nullable Instant endedAt;
  private int failures;
  private int signalsAtStart;
  private int signals;
  private int deliveries;
  private int moved;
  private int joined;
  private int firing;

  protected Replay() {}

  ReplayView view(Instant now, Duration patience) {
    return new ReplayView(sourceId, endedAt == null ? ReplayView.State.RUNNING : ReplayView.State.DONE, startedAt,
        endedAt, signalsAtStart, new ReplayFigures(signals, deliveries, moved, joined, firing), goneOnAt, failures,
        endedAt == null && stuck(failures, Duration.between(goneOnAt, now), patience) ? goneOnAt : null);
  }

  /** A lock that others hold is no fault of the replay's, and yet it keeps it. */
  static boolean stuck(int failures, Duration still, Duration patience) {
    return failures > 0 || still.compareTo(patience) > 0;
  }
}
