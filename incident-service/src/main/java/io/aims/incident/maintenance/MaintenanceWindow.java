package io.aims.incident.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** A time in which a system is worked on. */
@Entity
class MaintenanceWindow extends Aggregate {
  /** Longer than this is no maintenance, but a monitor that is switched off. */
  private static final Duration LONGEST = Duration.ofDays(7);
  private UUID systemId;
  private Instant startsAt;
  private Instant endsAt;

  protected MaintenanceWindow() {}

  private MaintenanceWindow(UUID id, UUID tenant, UUID systemId, Instant startsAt, Instant endsAt, Instant now) {
    super(id, tenant, now);
    this.systemId = systemId;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
  }

  static MaintenanceWindow schedule(UUID id, UUID tenant, UUID systemId, Instant startsAt, Instant endsAt,
      Instant now) {
    if (!startsAt.isBefore(endsAt) || !endsAt.isAfter(now)) {
      throw new Refusal.Invalid("endsAt", "has to be after startsAt, and in the future");
    }
    if (Duration.between(startsAt, endsAt).compareTo(LONGEST) > 0) {
      throw new Refusal.Invalid("endsAt", "at most " + LONGEST.toDays() + " days after startsAt");
    }
    return new MaintenanceWindow(id, tenant, systemId, startsAt, endsAt, now);
  }

  MaintenanceEvent scheduled() {
    return new MaintenanceEvent.Scheduled(systemId, startsAt, endsAt);
  }

  /** The work is done, or does not take place. */
  MaintenanceEvent end(Instant now) {
    if (!endsAt.isAfter(now)) {
      throw new Refusal.NotAllowedNow("ending", "ENDED", Set.of());
    }
    endsAt = now;
    startsAt = startsAt.isAfter(now) ? now : startsAt;
    return new MaintenanceEvent.Ended(now);
  }

  @Override
  protected String aggregateType() {
    return "maintenance-window";
  }

  UUID systemId() {
    return systemId;
  }

  Instant startsAt() {
    return startsAt;
  }

  Instant endsAt() {
    return endsAt;
  }
}
