package io.aims.incident.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** A person's wish not to hear of a signal until some time; the latest one counts. */
@Entity
class Snooze extends Aggregate {
  private static final Duration LONGEST = Duration.ofDays(30);
  private UUID signalId;
  @Column(name = "until_at")
  private Instant until;

  protected Snooze() {}

  private Snooze(UUID id, UUID tenant, UUID signalId, Instant until, Instant now) {
    super(id, tenant, now);
    this.signalId = signalId;
    this.until = until;
  }

  static Snooze until(UUID id, UUID tenant, UUID signalId, Instant until, Instant now) {
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw new Refusal.Invalid("until", "has to be within the next " + LONGEST.toDays() + " days");
    }
    return new Snooze(id, tenant, signalId, until, now);
  }

  SnoozeEvent snoozed() {
    return new SnoozeEvent.Snoozed(signalId, until);
  }

  @Override
  protected String aggregateType() {
    return "snooze";
  }
}
