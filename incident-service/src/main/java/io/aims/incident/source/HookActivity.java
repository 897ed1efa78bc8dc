package io.aims.incident.source;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** When a source was last heard; written by {@link HookActivities}. */
@Entity
@Immutable
class HookActivity {
  @Id
  private UUID sourceId;
  private UUID tenant;
  private @Nullable Instant lastSeenAt;
  private @Nullable Instant lastRejectedAt;
  private long moreUnknownFields;

  protected HookActivity() {}

  @Nullable
  Instant lastSeenAt() {
    return lastSeenAt;
  }

  @Nullable
  Instant lastRejectedAt() {
    return lastRejectedAt;
  }

  /** How often a delivery had an unknown field that has given way to others since, or found no place. */
  long moreUnknownFields() {
    return moreUnknownFields;
  }
}
