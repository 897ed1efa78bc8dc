package io.aims.incident.communication;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.communication.CommunicationState.Command;
import io.aims.incident.incident.IncidentFacts;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * That somebody outside is told of an incident. What was said is never changed: a correction is another communication.
 */
@Entity
class Communication extends Aggregate {
  private static final int MOST_DAYS = 3660;
  private String reference;
  private UUID incidentId;
  private UUID caseId;
  @Enumerated(EnumType.STRING)
  private CommunicationState state;
  @JdbcTypeCode(SqlTypes.JSON)
  private Recipient recipient;
  private @Nullable Instant dueAt;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Told told;
  private @Nullable UUID supersedes;
  private @Nullable UUID supersededBy;
  private @Nullable Instant nextAt;
  private int failures;

  protected Communication() {}

  private Communication(UUID id, UUID tenant, String reference, UUID incidentId, UUID caseId, Recipient recipient,
      @Nullable Instant dueAt, Instant now) {
    super(id, tenant, now);
    this.reference = reference;
    this.incidentId = incidentId;
    this.caseId = caseId;
    this.recipient = recipient;
    this.state = CommunicationState.PLANNED;
    this.dueAt = dueAt;
    this.nextAt = dueAt;
  }

  /** Somebody has to be told until {@code dueAt}; null when they are told at once. */
  static Communication plan(UUID id, UUID tenant, String reference, IncidentFacts incident, Recipient recipient,
      @Nullable Instant dueAt, Instant now) {
    if (dueAt != null && Math.abs(ChronoUnit.DAYS.between(now, dueAt)) > MOST_DAYS) {
      throw new Refusal.Invalid("dueAt", "must be a time within ten years from now");
    }
    return new Communication(id, tenant, reference, incident.id(), incident.caseId(), recipient,
        dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.MICROS), now);
  }

  CommunicationEvent planned() {
    return new CommunicationEvent.Planned(reference, incidentId, recipient.audience(), recipient.legalGround(),
        recipient.systemVersion(), dueAt, Map.of("recipient", recipient.name()));
  }

  /** Records what was said; not before it was. */
  CommunicationEvent tell(Told said, Instant now) {
    require(Command.TELLING);
    if (said.at().isAfter(now)) {
      throw new Refusal.Invalid("toldAt", "must not be later than now");
    }
    told = said;
    state = CommunicationState.TOLD;
    nextAt = null;
    return new CommunicationEvent.Told(reference, incidentId, recipient.audience(), recipient.legalGround(),
        recipient.systemVersion(), said.at(), said.channel(), said.by(), dueAt != null && !said.at().isBefore(dueAt),
        supersedes, Map.of("recipient", recipient.name(), "content", said.content()));
  }

  /** What the same recipient has to be told instead; this one points to it from then on. */
  Communication correction(UUID id, String reference, Instant now) {
    require(Command.CORRECTION);
    var correction = new Communication(id, tenant(), reference, incidentId, caseId, recipient, null, now);
    correction.supersedes = id();
    return correction;
  }

  CommunicationEvent supersede(UUID by) {
    require(Command.CORRECTION);
    state = CommunicationState.SUPERSEDED;
    supersededBy = by;
    return new CommunicationEvent.Superseded(incidentId, by);
  }

  CommunicationEvent cancel() {
    require(Command.CANCELLATION);
    state = CommunicationState.CANCELLED;
    nextAt = null;
    return new CommunicationEvent.Cancelled(incidentId);
  }

  /** Says once that somebody should have been told. */
  Optional<CommunicationEvent> ring(Instant now) {
    if (nextAt == null || now.isBefore(nextAt)) {
      return Optional.empty();
    }
    nextAt = null;
    failures = 0;
    return Optional.of(new CommunicationEvent.Overdue(incidentId, recipient.audience(), dueAt));
  }

  boolean overdue(Instant now) {
    return state == CommunicationState.PLANNED && dueAt != null && !now.isBefore(dueAt);
  }

  private void require(Command command) {
    Refusal.NotAllowedNow.unless(state.allowed(), command, state);
  }

  @Override
  protected String aggregateType() {
    return "communication";
  }

  String reference() {
    return reference;
  }

  UUID incidentId() {
    return incidentId;
  }

  UUID caseId() {
    return caseId;
  }

  CommunicationState state() {
    return state;
  }

  Recipient recipient() {
    return recipient;
  }

  @Nullable
  Instant dueAt() {
    return dueAt;
  }

  @Nullable
  Told told() {
    return told;
  }

  @Nullable
  UUID supersedes() {
    return supersedes;
  }

  @Nullable
  UUID supersededBy() {
    return supersededBy;
  }
}
