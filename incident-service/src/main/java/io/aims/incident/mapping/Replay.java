package io.aims.incident.mapping;

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

  ReplayView view() {
    return new ReplayView(sourceId, endedAt == null ? ReplayView.State.RUNNING : ReplayView.State.DONE, startedAt,
        endedAt, signalsAtStart, new ReplayFigures(signals, deliveries, moved, joined, firing), failures,
        failures == 0 ? null : goneOnAt);
  }
}
