package io.aims.platform.event;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Version;

/** What changes as one: identity, organisation, and a version that counts its changes from 1 without a gap. */
@MappedSuperclass
public abstract class Aggregate {
  @Id
  private UUID id;
  @Column(nullable = false, updatable = false)
  private UUID tenant;
  @Version
  private int version;
  private Instant createdAt;
  private Instant changedAt;

  protected Aggregate() {}

  protected Aggregate(UUID id, UUID tenant, Instant now) {
    this.id = id;
    this.tenant = tenant;
    this.version = 1;
    this.createdAt = now;
    this.changedAt = now;
  }

  /** The kind of aggregate as events name it, e.g. {@code ai-system}. */
  protected abstract String aggregateType();

  public UUID id() {
    return id;
  }

  public UUID tenant() {
    return tenant;
  }

  public int version() {
    return version;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant changedAt() {
    return changedAt;
  }

  /** What an answer is made of counts as seen by whoever gets it. */
  @PostLoad
  void shown() {
    SeenVersions.note(this);
  }

  /** Marks the row as changed even when no other column is, so that each event has a version of its own. */
  void touch(Instant now) {
    changedAt = now.isAfter(changedAt) ? now : changedAt.plusNanos(1000);
  }
}
