package io.aims.incident.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import io.aims.incident.containment.Containment;
import io.aims.incident.containment.Measure;
import io.aims.incident.counting.Holders.Holder;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Opening;
import io.aims.incident.counting.Origin;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.escalation.Ladder;
import io.aims.incident.link.Linked;
import io.aims.incident.link.Target;
import io.aims.incident.relation.Relation;
import io.aims.incident.review.Findings;
import io.aims.incident.severity.Judgement;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.timeline.NamedSignals;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * Something that goes wrong with an AI system: opened by a signal, or by people who were told, and brought to its end by
 * people.
 *
 * <p>While it is open it holds the key of its system and kind, so that there is one of it. Further signals are counted
 * beside it; they change it when they are worse than any before, or when people had found it over.
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
  private Severity signalled;
  private boolean judged;
  @Enumerated(EnumType.STRING)
  private IncidentState state;
  private boolean open;
  private UUID caseId;
  private @Nullable UUID hookSourceId;
  private @Nullable UUID signalId;
  @Enumerated(EnumType.STRING)
  private @Nullable ReportedBy reportedBy;
  private @Nullable UUID monitoringRoundId;
  private @Nullable String title;
  private @Nullable String summary;
  private Instant startedAt;
  private boolean acknowledged;
  private @Nullable UUID commanderId;
  private @Nullable UUID liaisonId;
  private @Nullable UUID scribeId;
  private boolean evidenceHold;
  private @Nullable Boolean correctiveActionRequired;
  private boolean learned;
  private @Nullable UUID mergedInto;
  private int absorbed;
  private @Nullable UUID splitFrom;
  private @Nullable UUID recurrenceOf;
  private @Nullable Instant endedAt;
  private @Nullable Instant reopenedAt;
  private int escalations;
  private int relapses;

  protected Incident() {}

  private Incident(UUID id, UUID tenant, String reference, UUID caseId, Opening opening, Instant now) {
    super(id, tenant, now);
    this.reference = reference;
    this.caseId = caseId;
    this.systemId = opening.about().systemId();
    this.kind = opening.about().kind();
    this.severity = opening.severity();
    this.signalled = opening.severity();
    this.state = IncidentState.TRIAGE;
    this.open = true;
    begin(opening.origin());
    this.startedAt = opening.startedAt();
    this.splitFrom = opening.splitFrom();
    this.recurrenceOf = opening.recurrenceOf();
  }

  static Incident open(UUID id, UUID tenant, String reference, UUID caseId, Opening opening, Instant now) {
    return new Incident(id, tenant, reference, caseId, opening, now);
  }

  private void begin(Origin origin) {
    switch (origin) {
      case Origin.FirstSignal signal -> {
        hookSourceId = signal.hookSourceId();
        signalId = signal.signalId();
      }
      case Origin.Told told -> {
        reportedBy = told.by();
        monitoringRoundId = told.monitoringRoundId();
        title = told.title();
        summary = told.summary();
        judged = true;
      }
    }
  }

  IncidentEvent opened(Opening by) {
    return switch (by.origin()) {
      case Origin.FirstSignal signal -> new IncidentEvent.Opened(reference, systemId, kind, severity,
          signal.hookSourceId(), signal.signalId(), signal.deliveryId(), signal.metric(), signal.value(),
          signal.threshold(), signal.modelRef(), null, null, startedAt, by.detectedAt(), recurrenceOf, splitFrom,
          Map.of());
      case Origin.Told told -> new IncidentEvent.Opened(reference, systemId, kind, severity, null, null, null, null,
          null, null, null, told.by(), told.monitoringRoundId(), startedAt, by.detectedAt(), recurrenceOf, splitFrom,
          told.texts());
    };
  }

  IncidentEvent acknowledge() {
    require(IncidentCommand.ACKNOWLEDGEMENT);
    acknowledged = true;
    return new IncidentEvent.Acknowledged();
  }

  /** Nobody has acknowledged it, and these people are told. */
  IncidentEvent escalate(Ladder.Due due, List<UUID> told) {
    require(IncidentCommand.ACKNOWLEDGEMENT);
    escalations = due.number() + 1;
    return new IncidentEvent.Escalated(due.number() + 1, due.step().addressee(), due.step().personId(), told,
        severity, due.at());
  }

  /** Whether it waits for an acknowledgement. */
  boolean waits() {
    return allowed().contains(IncidentCommand.ACKNOWLEDGEMENT);
  }

  /** Since when it waits for an acknowledgement. */
  Instant waitingSince() {
    return reopenedAt == null ? createdAt() : reopenedAt;
  }

  /** When its present life began; null in its first one. */
  @Nullable
  Instant reopenedAt() {
    return reopenedAt;
  }

  /** How many steps have been taken since then. */
  int escalations() {
    return escalations;
  }

  /** How often it has gone wrong again after people had resolved it. */
  int relapses() {
    return relapses;
  }

  IncidentEvent triage(Severity severity, UUID commanderId) {
    require(IncidentCommand.TRIAGE);
    var first = !acknowledged;
    this.severity = severity;
    this.commanderId = commanderId;
    judged = true;
    acknowledged = true;
    to(IncidentState.OPEN);
    return new IncidentEvent.Triaged(severity, commanderId, first);
  }

  /** @param used what has been done against the harm until now */
  IncidentEvent assess(Judgement judgement, Set<Containment> used) {
    require(IncidentCommand.ASSESSMENT);
    severity = judgement.severity();
    judged = true;
    return IncidentEvent.Assessed.of(judgement, used);
  }

  /** Gives the role to {@code personId}; whoever had it hands over. */
  IncidentEvent assign(ResponseRole role, UUID personId) {
    require(IncidentCommand.ROLES);
    var previous = holder(role);
    if (personId.equals(previous)) {
      throw new Refusal.Invalid("personId", "has this role already");
    }
    switch (role) {
      case COMMANDER -> commanderId = personId;
      case LIAISON -> liaisonId = personId;
      case SCRIBE -> scribeId = personId;
    }
    return new IncidentEvent.RoleAssigned(role, personId, previous);
  }

  /**
   * Further measures leave it where it stands; under an evidence hold each of them alters the system only once that has been
   * secured as it was (AI Act Art. 73(6)).
   *
   * @param occurredAt when it was done; null means now
   */
  IncidentEvent contain(Measure measure, @Nullable Instant occurredAt, Instant now) {
    require(IncidentCommand.CONTAINMENT);
    if (evidenceHold && measure.losesEvidence()) {
      throw new Refusal.NotAllowedNow("altering the system before its evidence is preserved", state.name(),
          words());
    }
    if (state == IncidentState.OPEN) {
      to(IncidentState.CONTAINED);
    } else if (measure.containment() == Containment.ENDED_BY_ITSELF) {
      throw new Refusal.Invalid("containment", "what was contained before has not ended by itself");
    }
    return new IncidentEvent.Contained(measure.containment(), past(occurredAt, now), measure.altersSystem(),
        measure.evidencePreserved());
  }

  IncidentEvent resolve(@Nullable Instant occurredAt, Instant now) {
    require(IncidentCommand.RESOLUTION);
    to(IncidentState.RESOLVED);
    return new IncidentEvent.Resolved(past(occurredAt, now));
  }

  /** A review can be written anew until the incident is closed. */
  IncidentEvent review(Findings findings) {
    require(IncidentCommand.REVIEW);
    correctiveActionRequired = findings.correctiveActionRequired();
    learned = findings.learned();
    to(IncidentState.REVIEW);
    return IncidentEvent.Reviewed.of(findings);
  }

  IncidentEvent close(ClosurePolicy.Situation situation, Instant now) {
    require(IncidentCommand.CLOSING);
    ClosurePolicy.obstacle(Boolean.TRUE.equals(correctiveActionRequired), learned, reopenedAt, situation)
        .ifPresent(obstacle -> {
          throw new Refusal.NotAllowedNow("closing before " + obstacle, state.name(), words());
        });
    end(IncidentState.CLOSED, now);
    return new IncidentEvent.Closed();
  }

  IncidentEvent dismiss(ClosurePolicy.Unfinished unfinished, Instant now) {
    require(IncidentCommand.DISMISSAL);
    unfinished.obstacle().ifPresent(obstacle -> {
      throw new Refusal.NotAllowedNow("dismissal before " + obstacle, state.name(), words());
    });
    end(IncidentState.DISMISSED, now);
    return new IncidentEvent.Dismissed();
  }

  IncidentEvent holdEvidence() {
    require(IncidentCommand.EVIDENCE_HOLD);
    evidenceHold = true;
    return new IncidentEvent.EvidenceHeld(null);
  }

  /** An authority has to be informed, whatever the incident's state: until then its evidence stays; empty if it is held already. */
  Optional<IncidentEvent> holdEvidenceFor(UUID clockId) {
    if (evidenceHold) {
      return Optional.empty();
    }
    evidenceHold = true;
    return Optional.of(new IncidentEvent.EvidenceHeld(clockId));
  }

  /** @param awaited whether an authority has still to be informed before the system may be altered */
  IncidentEvent releaseEvidence(boolean awaited) {
    require(IncidentCommand.EVIDENCE_RELEASE);
    if (awaited) {
      throw new Refusal.NotAllowedNow("releasing the evidence before the authorities are informed", state.name(),
          words());
    }
    evidenceHold = false;
    return new IncidentEvent.EvidenceReleased();
  }

  /** Goes on as part of {@code target}; what has taken in others stays what they lead to, so that no chain arises. */
  IncidentEvent mergeInto(Incident target, Instant now) {
    requireMergeable(target);
    mergedInto = target.id();
    end(IncidentState.MERGED, now);
    return new IncidentEvent.Merged(target.id());
  }

  /** Refuses when it can't go on as part of {@code target}; changes nothing. */
  void requireMergeable(Incident target) {
    require(IncidentCommand.MERGE);
    if (target.id().equals(id())) {
      throw new Refusal.Invalid("targetId", "an incident can't be merged into itself");
    }
    if (!target.open) {
      throw new Refusal.Invalid("targetId", "has to be an open incident");
    }
    if (absorbed > 0) {
      throw new Refusal.NotAllowedNow("merging what has taken in others", state.name(), words());
    }
  }

  IncidentEvent absorb(Incident merged) {
    absorbed++;
    return new IncidentEvent.Absorbed(merged.id(), merged.systemId, merged.kind);
  }

  /** @param left the worst that has been heard of those which stay; null for nothing */
  IncidentEvent splitOff(UUID into, List<UUID> signalIds, @Nullable Severity left) {
    require(IncidentCommand.SPLIT);
    var worst = left == null ? severity : left;
    signalled = signalled.worseThan(worst) ? worst : signalled;
    return new IncidentEvent.SplitOff(into, signalIds);
  }

  IncidentEvent relate(UUID other, Relation relation) {
    require(IncidentCommand.RELATIONS);
    if (other.equals(id())) {
      throw new Refusal.Invalid("incidentId", "an incident can't be related to itself");
    }
    return new IncidentEvent.Related(other, relation);
  }

  /** A person says what it has to do with. */
  IncidentEvent link(UUID linkId, Target target) {
    require(IncidentCommand.LINKS);
    return new IncidentEvent.Linked(linkId, target.to(), target.name(), systemId, kind, severity);
  }

  /** Only what a person has said can be taken back; an effect follows from what the incident is. */
  IncidentEvent unlink(Linked link) {
    require(IncidentCommand.LINKS);
    if (!link.byPerson()) {
      throw new Refusal.NotAllowedNow("withdrawing an effect of the incident", state.name(), words());
    }
    return new IncidentEvent.Unlinked(link.id(), link.target().to(), link.target().name(), systemId, kind);
  }

  /**
   * What was closed goes on being handled, what was dismissed is looked at anew; both only for some time.
   *
   * @param absorbed the kinds of the incidents for which it goes on again as well
   * @param linkedRisks the risks that people have linked it, or one of those, to; a dismissal has taken its flags from them
   */
  IncidentEvent reopen(Set<Kind> absorbed, Set<UUID> linkedRisks, Instant now, Duration within) {
    require(IncidentCommand.REOPENING);
    if (endedAt == null || now.isAfter(endedAt.plus(within))) {
      throw new Refusal.NotAllowedNow("reopening after more than " + within.toDays() + " days", state.name(),
          Set.of());
    }
    to(state == IncidentState.CLOSED ? IncidentState.OPEN : IncidentState.TRIAGE);
    endedAt = null;
    beginAnew(now);
    return new IncidentEvent.Reopened(state, systemId, kind, severity, new TreeSet<>(absorbed),
        new TreeSet<>(linkedRisks));
  }

  /**
   * What people had found resolved goes wrong again: nobody cares for it as yet. Empty when they had not, or it is closed by
   * now.
   *
   * @param worst how bad its signals say that it is, whatever people have judged before
   * @param signals those that fire anew
   * @param linkedRisks the risks that people have linked it, or what it has taken in, to
   */
  Optional<IncidentEvent> relapse(Severity worst, NamedSignals signals, Set<UUID> linkedRisks, Instant now) {
    if (!state.resolved()) {
      return Optional.empty();
    }
    var from = state;
    to(IncidentState.TRIAGE);
    acknowledged = false;
    relapses++;
    beginAnew(now);
    hear(worst);
    return Optional.of(new IncidentEvent.Relapsed(from, systemId, kind, severity, new TreeSet<>(linkedRisks),
        signals.ids(), signals.number()));
  }

  private void beginAnew(Instant now) {
    reopenedAt = now;
    escalations = 0;
    judged = false;
    signalled = severity;
  }

  /**
   * Signals of it are worse than any before. Until people have judged it in its present life it is as bad as the worst of
   * them; what they have judged stays. Empty when they are not worse, or it is over.
   */
  Optional<IncidentEvent> worsen(Severity worst, NamedSignals signals) {
    if (!open || !worst.worseThan(signalled)) {
      return Optional.empty();
    }
    hear(worst);
    return Optional.of(new IncidentEvent.Worsened(signalled, severity, signals.ids(), signals.number()));
  }

  /** The same for what it goes on for since a merge; of that, people may have judged how bad it is. */
  Optional<IncidentEvent> worsenBy(Incident merged) {
    var before = severity;
    var heard = signalled;
    signalled = Severity.worse(merged.signalled, signalled);
    raise(merged.severity);
    return severity == before && signalled == heard
        ? Optional.empty()
        : Optional.of(new IncidentEvent.Worsened(signalled, severity, List.of(), 0));
  }

  private void hear(Severity worst) {
    signalled = Severity.worse(worst, signalled);
    raise(worst);
  }

  private void raise(Severity worse) {
    if (!judged && worse.worseThan(severity)) {
      severity = worse;
    }
  }

  private void to(IncidentState next) {
    state = next;
    open = next.open();
  }

  private void end(IncidentState last, Instant now) {
    to(last);
    endedAt = now;
  }

  private static @Nullable Instant past(@Nullable Instant occurredAt, Instant now) {
    if (occurredAt != null && occurredAt.isAfter(now)) {
      throw new Refusal.Invalid("occurredAt", "must not be in the future");
    }
    return occurredAt;
  }

  private void require(IncidentCommand command) {
    if (!allowed().contains(command)) {
      throw new Refusal.NotAllowedNow(command.word(), state.name(), words());
    }
  }

  /** What its state allows, less what is done already or what an evidence hold forbids. */
  Set<IncidentCommand> allowed() {
    var allowed = EnumSet.noneOf(IncidentCommand.class);
    allowed.addAll(state.allowed());
    if (acknowledged) {
      allowed.remove(IncidentCommand.ACKNOWLEDGEMENT);
    }
    allowed.removeAll(evidenceHold
        ? Set.of(IncidentCommand.EVIDENCE_HOLD, IncidentCommand.CLOSING, IncidentCommand.DISMISSAL,
            IncidentCommand.MERGE)
        : Set.of(IncidentCommand.EVIDENCE_RELEASE));
    return allowed;
  }

  Set<String> words() {
    return IncidentCommand.words(allowed());
  }

  @Nullable
  UUID holder(ResponseRole role) {
    return switch (role) {
      case COMMANDER -> commanderId;
      case LIAISON -> liaisonId;
      case SCRIBE -> scribeId;
    };
  }

  @Override
  protected String aggregateType() {
    return "incident";
  }

  OpenKey about() {
    return new OpenKey(systemId, kind);
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
    return open;
  }

  /** The worst that its signals have been called in its present life, or it was when that began. */
  Severity signalled() {
    return signalled;
  }

  /** What takes its signals while it is open. */
  Holder holder() {
    return new Holder(id(), signalled);
  }

  @Nullable
  UUID hookSourceId() {
    return hookSourceId;
  }

  @Nullable
  UUID signalId() {
    return signalId;
  }

  @Nullable
  ReportedBy reportedBy() {
    return reportedBy;
  }

  @Nullable
  UUID monitoringRoundId() {
    return monitoringRoundId;
  }

  @Nullable
  String title() {
    return title;
  }

  @Nullable
  String summary() {
    return summary;
  }

  Instant startedAt() {
    return startedAt;
  }

  boolean acknowledged() {
    return acknowledged;
  }

  boolean evidenceHold() {
    return evidenceHold;
  }

  @Nullable
  Boolean correctiveActionRequired() {
    return correctiveActionRequired;
  }

  @Nullable
  UUID mergedInto() {
    return mergedInto;
  }

  @Nullable
  UUID splitFrom() {
    return splitFrom;
  }

  @Nullable
  UUID recurrenceOf() {
    return recurrenceOf;
  }
}
