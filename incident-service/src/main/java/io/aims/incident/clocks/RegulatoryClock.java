package io.aims.incident.clocks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ReportKind;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * The time within which somebody has to be told of an incident.
 *
 * <p>It is due at the first instant that is too late. It knows when it has to speak next, so that the one query for what
 * is to be done needs no knowledge of rules. While open it holds the key of its duty, so that there is one of it.
 */
@Entity
class RegulatoryClock extends Aggregate {
  private UUID incidentId;
  private UUID caseId;
  private UUID decisionId;
  private String ruleId;
  private String family;
  private String jurisdiction;
  private @Nullable String openKey;
  @JdbcTypeCode(SqlTypes.JSON)
  private Terms terms;
  @Enumerated(EnumType.STRING)
  private ClockState state;
  private Instant startsAt;
  private Instant runsFrom;
  private Instant dueAt;
  private int reminders;
  private @Nullable Instant nextAt;
  private int failures;
  private @Nullable Instant overdueSince;
  private @Nullable Instant pausedAt;
  private @Nullable UUID replaces;
  private @Nullable UUID supersededBy;
  private @Nullable UUID reportId;
  @Enumerated(EnumType.STRING)
  private @Nullable ReportKind reportKind;
  private @Nullable Instant submittedAt;
  private boolean waived;

  protected RegulatoryClock() {}

  private RegulatoryClock(UUID id, SeriousnessDecision decision, Duty duty, String pack, @Nullable UUID replaces,
      Instant now) {
    super(id, decision.tenant(), now);
    this.incidentId = decision.incidentId();
    this.caseId = decision.caseId();
    this.decisionId = decision.id();
    this.ruleId = duty.rule().id();
    this.family = duty.rule().family();
    this.jurisdiction = duty.jurisdiction();
    this.openKey = duty.key();
    this.terms = Terms.of(duty, pack);
    this.state = ClockState.RUNNING;
    this.startsAt = duty.from();
    this.runsFrom = duty.from();
    this.dueAt = duty.due();
    this.replaces = replaces;
    this.nextAt = next();
  }

  /** Starts a clock because of {@code decision}; it speaks as soon as it is asked when part of the period is over already. */
  static RegulatoryClock start(UUID id, SeriousnessDecision decision, Duty duty, String pack,
      @Nullable UUID replaces, Instant now) {
    return new RegulatoryClock(id, decision, duty, pack, replaces, now);
  }

  ClockEvent started() {
    return new ClockEvent.Started(incidentId, decisionId, ruleId, terms.pack(), family, jurisdiction,
        terms.addressee(), terms.binding(), terms.evidenceHold(), startsAt, dueAt, terms.promptFrom(), replaces,
        Map.of("source", terms.source()));
  }

  /**
   * What there is to say at {@code now}: that it is overdue, else the last reminder that has come due. Whoever was away
   * is not told of reminders that a later one has overtaken.
   */
  Optional<ClockEvent> ring(Instant now) {
    if (nextAt == null || now.isBefore(nextAt)) {
      return Optional.empty();
    }
    failures = 0;
    if (!now.isBefore(dueAt)) {
      overdueSince = dueAt;
      nextAt = null;
      return Optional.of(new ClockEvent.Overdue(incidentId, ruleId, jurisdiction, terms.binding(), dueAt));
    }
    reminders = terms.remindersBy(now, runsFrom, dueAt);
    nextAt = next();
    return Optional.of(new ClockEvent.DueSoon(incidentId, ruleId, jurisdiction, terms.binding(),
        terms.dueSoonAt().get(reminders - 1), dueAt));
  }

  ClockEvent pause(Instant now) {
    require(ClockCommand.PAUSE);
    if (!terms.mayPause()) {
      throw refused("pausing a clock whose source does not let it stand still");
    }
    if (!now.isBefore(dueAt)) {
      throw refused("pausing an overdue clock");
    }
    state = ClockState.PAUSED;
    pausedAt = now;
    nextAt = null;
    return new ClockEvent.Paused(incidentId, ruleId);
  }

  /** Goes on with what was left when it was paused. */
  ClockEvent resume(Instant now) {
    require(ClockCommand.RESUMPTION);
    var stoodStill = Duration.between(pausedAt, now);
    state = ClockState.RUNNING;
    runsFrom = runsFrom.plus(stoodStill);
    dueAt = dueAt.plus(stoodStill);
    pausedAt = null;
    nextAt = next();
    return new ClockEvent.Resumed(incidentId, ruleId, dueAt);
  }

  /** A person says why nobody has to be told; no decision of the same facts brings it back. */
  ClockEvent stop() {
    require(ClockCommand.STOP);
    end(ClockState.STOPPED);
    waived = true;
    return new ClockEvent.Stopped(incidentId, ruleId, null);
  }

  /** Ends because the facts of {@code decision} no longer ask for a report. */
  ClockEvent withdraw(UUID decision) {
    require(ClockCommand.STOP);
    end(ClockState.STOPPED);
    return new ClockEvent.Stopped(incidentId, ruleId, decision);
  }

  ClockEvent supersede(UUID by, UUID decision) {
    require(ClockCommand.STOP);
    end(ClockState.SUPERSEDED);
    supersededBy = by;
    return new ClockEvent.Superseded(incidentId, ruleId, by, decision);
  }

  /** Ends because a report was handed in at {@code at}, in time or not. */
  ClockEvent meet(UUID report, ReportKind kind, Instant at) {
    require(ClockCommand.STOP);
    end(ClockState.MET);
    reportId = report;
    reportKind = kind;
    submittedAt = at;
    return new ClockEvent.Met(incidentId, ruleId, report, kind, at, late());
  }

  private void end(ClockState how) {
    state = how;
    openKey = null;
    nextAt = null;
  }

  private @Nullable Instant next() {
    if (overdueSince != null) {
      return null;
    }
    return reminders < terms.dueSoonAt().size() ? terms.reminder(reminders, runsFrom, dueAt) : dueAt;
  }

  private void require(ClockCommand command) {
    if (!state.allowed().contains(command)) {
      throw refused(command.word());
    }
  }

  private Refusal refused(String what) {
    return new Refusal.NotAllowedNow(what, state.name(), allowed());
  }

  /** What its state and its source allow. */
  Set<String> allowed() {
    var commands = ClockCommand.words(state.allowed());
    if (!terms.mayPause()) {
      commands.remove(ClockCommand.PAUSE.word());
    }
    return commands;
  }

  boolean overdue(Instant now) {
    return switch (state) {
      case RUNNING -> !now.isBefore(dueAt);
      case PAUSED -> false;
      case STOPPED, SUPERSEDED -> overdueSince != null;
      case MET -> late();
    };
  }

  boolean late() {
    return submittedAt != null && !submittedAt.isBefore(dueAt);
  }

  @Override
  protected String aggregateType() {
    return "clock";
  }

  UUID incidentId() {
    return incidentId;
  }

  UUID caseId() {
    return caseId;
  }

  UUID decisionId() {
    return decisionId;
  }

  String ruleId() {
    return ruleId;
  }

  String family() {
    return family;
  }

  String jurisdiction() {
    return jurisdiction;
  }

  String key() {
    return Duty.key(family, jurisdiction);
  }

  Terms terms() {
    return terms;
  }

  ClockState state() {
    return state;
  }

  Instant startsAt() {
    return startsAt;
  }

  Instant dueAt() {
    return dueAt;
  }

  @Nullable
  Instant nextAt() {
    return nextAt;
  }

  @Nullable
  Instant overdueSince() {
    return overdueSince;
  }

  @Nullable
  Instant pausedAt() {
    return pausedAt;
  }

  @Nullable
  UUID replaces() {
    return replaces;
  }

  @Nullable
  UUID supersededBy() {
    return supersededBy;
  }

  @Nullable
  UUID reportId() {
    return reportId;
  }

  /** What was handed in. */
  @Nullable
  ReportKind reportKind() {
    return reportKind;
  }

  @Nullable
  Instant submittedAt() {
    return submittedAt;
  }

  boolean waived() {
    return waived;
  }
}
