package io.aims.incident.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** Until when people don't want to hear of a signal, whose id it has; the latest wish counts. */
@Entity
class Snooze extends Aggregate {
  private static final Duration LONGEST = Duration.ofDays(30);
  @Column(name = "until_at")
  private Instant until;

  protected Snooze() {}

  private Snooze(UUID id, UUID tenant, Instant until, Instant now) {
    super(id, tenant, now);
    this.until = until;
  }

  static Snooze until(UUID signalId, UUID tenant, Instant until, Instant now) {
    return new Snooze(signalId, tenant, soon(until, now), now);
  }

  private static Instant soon(Instant until, Instant now) {
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw new Refusal.Invalid("until", "has to be within the next " + LONGEST.toDays() + " days");
    }
    return until;
  }

  SnoozeEvent again(Instant until, Instant now) {
    this.until = soon(until, now);
    return snoozed();
  }

  SnoozeEvent snoozed() {
    return new SnoozeEvent.Snoozed(id(), until);
  }

  /** It is over at {@code now}, earlier than people had wished. */
  SnoozeEvent end(Instant now) {
    if (!until.isAfter(now)) {
      throw nothingToEnd();
    }
    until = now;
    return new SnoozeEvent.Ended(id());
  }

  /** A signal that never was snoozed, and one that no longer is, are alike. */
  static Refusal nothingToEnd() {
    return new Refusal.NotAllowedNow("ending", "NOT_SNOOZED", Set.of("snooze"));
  }

  Instant until() {
    return until;
  }

  @Override
  protected String aggregateType() {
    return "snooze";
  }
}
