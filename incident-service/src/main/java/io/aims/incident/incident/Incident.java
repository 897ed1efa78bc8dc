package io.aims.incident.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import io.aims.incident.nonconformity.Nonconformity;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * Something that goes wrong with an AI system: opened by a signal, brought to its end by people.
 *
 * <p>While it is open it holds the key of its system and kind, so that there is one of it. Further signals are counted
 * beside it and do not change it.
 */
@Entity
class Incident extends Aggregate {
  private String reference;
  private UUID systemId;
  @Enumerated(EnumType.STRING)
  private Kind kind;
  @Enumerated(EnumType.STRING)
  private Severity severity;
  @Enumerated(EnumType.STRING)
  private IncidentState state;
  private UUID caseId;
  private @Nullable String openKey;
  private UUID hookSourceId;
  private UUID signalId;
  private Instant startedAt;
  private @Nullable UUID commanderId;
  @Enumerated(EnumType.STRING)
  private @Nullable Containment containment;
  private @Nullable Boolean correctiveActionRequired;

  protected Incident() {}

  private Incident(UUID id, UUID tenant, String reference, UUID caseId, Tally.Opener opener, Instant now) {
    super(id, tenant, now);
    var sighting = opener.by();
    this.reference = reference;
    this.caseId = caseId;
    this.systemId = sighting.systemId();
    this.kind = sighting.signal().kind();
    this.severity = sighting.signal().severity();
    this.state = IncidentState.TRIAGE;
    this.openKey = OpenKey.of(sighting).text();
    this.hookSourceId = sighting.sourceId();
    this.signalId = opener.signalId();
    this.startedAt = sighting.startedAt();
  }

  static Incident open(UUID id, UUID tenant, String reference, UUID caseId, Tally.Opener opener, Instant now) {
    return new Incident(id, tenant, reference, caseId, opener, now);
  }

  IncidentEvent opened(Sighting by) {
    var signal = by.signal();
    return new IncidentEvent.Opened(reference, systemId, kind, severity, hookSourceId, signalId, by.deliveryId(),
        signal.metric(), signal.value(), signal.threshold(), signal.modelRef(), startedAt);
  }

  IncidentEvent triage(Severity severity, UUID commanderId) {
    require(IncidentCommand.TRIAGE);
    this.severity = severity;
    this.commanderId = commanderId;
    state = IncidentState.OPEN;
    return new IncidentEvent.Triaged(severity, commanderId);
  }

  IncidentEvent contain(Containment containment) {
    require(IncidentCommand.CONTAINMENT);
    this.containment = containment;
    state = IncidentState.CONTAINED;
    return new IncidentEvent.Contained(containment);
  }

  IncidentEvent resolve() {
    require(IncidentCommand.RESOLUTION);
    state = IncidentState.RESOLVED;
    return new IncidentEvent.Resolved();
  }

  IncidentEvent review(boolean correctiveActionRequired, String contributingCauses, String lessons) {
    require(IncidentCommand.REVIEW);
    this.correctiveActionRequired = correctiveActionRequired;
    state = IncidentState.REVIEW;
    return IncidentEvent.Reviewed.of(correctiveActionRequired, contributingCauses, lessons);
  }

  IncidentEvent close(List<Nonconformity> linked) {
    require(IncidentCommand.CLOSING);
    if (!ClosurePolicy.permits(Boolean.TRUE.equals(correctiveActionRequired), linked)) {
      throw new Refusal.NotAllowedNow("closing before a corrective action is verified as effective", state.name(),
          Set.of());
    }
    state = IncidentState.CLOSED;
    openKey = null;
    return new IncidentEvent.Closed();
  }

  IncidentEvent dismiss() {
    require(IncidentCommand.DISMISSAL);
    state = IncidentState.DISMISSED;
    openKey = null;
    return new IncidentEvent.Dismissed();
  }

  private void require(IncidentCommand command) {
    if (!state.allowed().contains(command)) {
      throw new Refusal.NotAllowedNow(command.word(), state.name(), IncidentCommand.words(state.allowed()));
    }
  }

  @Override
  protected String aggregateType() {
    return "incident";
  }

  String reference() {
    return reference;
  }

  UUID systemId() {
    return systemId;
  }

  Kind kind() {
    return kind;
  }

  Severity severity() {
    return severity;
  }

  IncidentState state() {
    return state;
  }

  UUID caseId() {
    return caseId;
  }

  boolean open() {
    return openKey != null;
  }

  UUID hookSourceId() {
    return hookSourceId;
  }

  UUID signalId() {
    return signalId;
  }

  Instant startedAt() {
    return startedAt;
  }

  @Nullable
  UUID commanderId() {
    return commanderId;
  }

  @Nullable
  Containment containment() {
    return containment;
  }

  @Nullable
  Boolean correctiveActionRequired() {
    return correctiveActionRequired;
  }
}
