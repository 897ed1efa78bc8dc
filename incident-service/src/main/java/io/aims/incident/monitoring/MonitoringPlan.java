package io.aims.incident.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.monitoring.PlanState.Command;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** How a system in operation is watched: what is approved holds until something later is. */
@Entity
class MonitoringPlan extends Aggregate {
  private String reference;
  private UUID systemId;
  @Enumerated(EnumType.STRING)
  private PlanState state;
  @JdbcTypeCode(SqlTypes.JSON)
  private Draft draft;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Approval approval;
  private int rounds;
  private @Nullable LocalDate openedOn;
  private @Nullable LocalDate nextRoundOn;
  private @Nullable Instant nextAt;
  private int failures;

  protected MonitoringPlan() {}

  private MonitoringPlan(UUID id, UUID tenant, String reference, UUID systemId, Content content, UUID author,
      Instant now) {
    super(id, tenant, now);
    this.reference = reference;
    this.systemId = systemId;
    this.state = PlanState.DRAFT;
    this.draft = new Draft(1, content.check(), List.of(author));
  }

  static MonitoringPlan draft(UUID id, UUID tenant, String reference, UUID systemId, Content content, UUID author,
      Instant now) {
    return new MonitoringPlan(id, tenant, reference, systemId, content, author, now);
  }

  PlanEvent drafted() {
    var content = draft.content();
    return new PlanEvent.Drafted(reference, systemId, content.questions().size(), content.metrics().size(),
        content.responsibleId(), content.firstOn());
  }

  /** Writes the next revision; what is approved stays in force meanwhile. */
  PlanEvent revise(Content content, UUID author) {
    require(Command.REVISION);
    draft = draft.revised(content.check(), author, isApproved());
    return new PlanEvent.Revised(systemId, draft.revision(), content.questions().size(), content.metrics().size(),
        content.responsibleId(), content.firstOn());
  }

  /**
   * Puts the present revision in force, by somebody who has not written in it. Its first round may be today's, unless
   * today has had one.
   */
  PlanEvent approve(int revision, UUID person, Instant now) {
    require(Command.APPROVAL);
    if (draft.contributors().contains(person)) {
      throw new Refusal.FourEyes("Whoever has written in a plan can't approve it.");
    }
    if (revision != draft.revision() || isApproved()) {
      throw new Refusal.Stale();
    }
    approval = new Approval(revision, draft.content(), person, now);
    state = PlanState.IN_FORCE;
    failures = 0;
    var today = day(now);
    var next = next(draft.content().nextAfter(today.equals(openedOn) ? today : today.minusDays(1)));
    return new PlanEvent.Approved(systemId, revision, person, next);
  }

  /** A round that has come due; what was missed while nobody looked is one round. */
  Optional<Opening> open(UUID roundId, Instant now) {
    if (approval == null || nextAt == null || now.isBefore(nextAt)) {
      return Optional.empty();
    }
    rounds++;
    openedOn = day(now);
    failures = 0;
    var next = next(approval.content().nextAfter(day(now)));
    var round = MonitoringRound.open(roundId, this, approval, rounds, now);
    return Optional.of(new Opening(round, new PlanEvent.RoundDue(systemId, roundId, rounds, next)));
  }

  /** A round, and that the plan asked for it. */
  record Opening(MonitoringRound round, PlanEvent event) {}

  PlanEvent retire() {
    require(Command.RETIREMENT);
    state = PlanState.RETIRED;
    nextRoundOn = null;
    nextAt = null;
    return new PlanEvent.Retired(systemId);
  }

  private boolean isApproved() {
    return approval != null && approval.revision() == draft.revision();
  }

  private LocalDate next(LocalDate on) {
    nextRoundOn = on;
    nextAt = on.atStartOfDay(ZoneOffset.UTC).toInstant();
    return on;
  }

  private void require(Command command) {
    Refusal.NotAllowedNow.unless(state.allowed(), command, state);
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  @Override
  protected String aggregateType() {
    return "monitoring-plan";
  }

  String reference() {
    return reference;
  }

  UUID systemId() {
    return systemId;
  }

  PlanState state() {
    return state;
  }

  Draft draft() {
    return draft;
  }

  @Nullable
  Approval approval() {
    return approval;
  }

  @Nullable
  LocalDate nextRoundOn() {
    return nextRoundOn;
  }
}
