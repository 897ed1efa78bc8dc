package io.aims.incident.review;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import io.aims.platform.inbox.ReceivedEvent;

/** A projection of what a proposal can have become, as far as its progress goes; has the id that it has where it is kept. */
@Entity
class Undertaking {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID partOfId;
  @Enumerated(EnumType.STRING)
  private Progress progress;
  private Instant changedAt;

  protected Undertaking() {}

  Undertaking(UUID id, UUID partOfId, ReceivedEvent from) {
    this.id = id;
    this.tenant = from.tenant();
    this.partOfId = partOfId;
    this.progress = Progress.UNDER_WAY;
    this.changedAt = from.time();
  }

  void move(Progress to, Instant at) {
    progress = to;
    changedAt = at;
  }

  UUID id() {
    return id;
  }

  Progress progress() {
    return progress;
  }
}
