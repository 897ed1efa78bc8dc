package io.aims.incident.oncall;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.aims.platform.refusal.Refusal;

/** That somebody takes over for a time; part of its {@link OnCallRota}, which counts the changes. */
@Entity
@Table(name = "on_call_substitution")
class Substitution {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID rotaId;
  private int number;
  private UUID personId;
  private Instant startsAt;
  private Instant endsAt;

  protected Substitution() {}

  /** @param number how many the rota has had with this one */
  Substitution(UUID id, OnCallRota rota, int number, UUID personId, Instant startsAt, Instant endsAt) {
    this.id = id;
    this.tenant = rota.tenant();
    this.rotaId = rota.id();
    this.number = number;
    this.personId = personId;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
  }

  /** What was substituted until now stays so. */
  void end(Instant now) {
    if (!endsAt.isAfter(now)) {
      throw new Refusal.NotAllowedNow("withdrawal", "OVER", Set.of());
    }
    endsAt = now;
    startsAt = startsAt.isAfter(now) ? now : startsAt;
  }

  /** Its end belongs to it no more. */
  boolean covers(Instant at) {
    return !at.isBefore(startsAt) && at.isBefore(endsAt);
  }

  UUID id() {
    return id;
  }

  int number() {
    return number;
  }

  UUID personId() {
    return personId;
  }

  Instant startsAt() {
    return startsAt;
  }

  Instant endsAt() {
    return endsAt;
  }
}
