package io.aims.risk.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;
import io.aims.risk.criteria.CriteriaInForce;
import io.aims.risk.revision.ContentRevision;

/**
 * A risk of an AI system or of the organisation: weighed against criteria, treated, and accepted by its owner.
 *
 * <p>Scores and treatment are its content. An acceptance belongs to one content revision and one owner and falls with
 * either; an incident makes it fall as well, and only a new residual score, made in the knowledge of the incident, opens
 * the way to the next.
 */
@Entity
class Risk extends Aggregate {
  private String reference;
  @Nullable
  private UUID assessmentId;
  @Nullable
  private UUID systemId;
  @Enumerated(EnumType.STRING)
  private Theme theme;
  private String title;
  @JdbcTypeCode(SqlTypes.JSON)
  private RiskStatement statement;
  private UUID ownerId;
  @JdbcTypeCode(SqlTypes.JSON)
  private ContentRevision content;
  @JdbcTypeCode(SqlTypes.JSON)
  private Scores scores;
  @Nullable
  @JdbcTypeCode(SqlTypes.JSON)
  private Treatment treatment;
  @Nullable
  @JdbcTypeCode(SqlTypes.JSON)
  private Acceptance acceptance;
  @JdbcTypeCode(SqlTypes.JSON)
  private Flags flags;
  private boolean flagged;
  @Nullable
  private UUID caseId;
  @JdbcTypeCode(SqlTypes.JSON)
  private LinkedCases linkedCases;

  protected Risk() {}

  private Risk(UUID id, Origin origin, String reference, RiskStatement statement, UUID ownerId, String author,
      Instant now) {
    super(id, origin.tenant(), now);
    this.reference = reference;
    this.assessmentId = origin.assessmentId();
    this.systemId = origin.systemId();
    this.theme = statement.theme();
    this.title = statement.title();
    this.statement = statement;
    this.ownerId = ownerId;
    this.content = ContentRevision.first(author);
    this.scores = Scores.NONE;
    this.flags = Flags.NONE;
    this.caseId = origin.caseId();
    this.linkedCases = LinkedCases.NONE;
  }

  /**
   * Where a risk comes from: an organisation, perhaps a system of it, perhaps that system's assessment, perhaps a case
   * from which it was learned.
   */
  record Origin(UUID tenant, @Nullable UUID systemId, @Nullable UUID assessmentId, @Nullable UUID caseId) {}

  static Risk identify(UUID id, Origin origin, String reference, RiskStatement statement, UUID ownerId, String author,
      Instant now) {
    return new Risk(id, origin, reference, statement, ownerId, author, now);
  }

  RiskEvent identified() {
    return new RiskEvent.Identified(reference, assessmentId, systemId, theme, statement.taxonomy(),
        statement.taxonomyId(), ownerId, content.number(),
        Map.of("title", title, "cause", statement.cause(), "consequence", statement.consequence()));
  }

  /** Weighs the risk. A residual score clears the flags: it is what the owner accepts, so it has to know of the incidents. */
  RiskEvent score(Scores.Kind kind, int likelihood, int consequence, CriteriaInForce criteria, String author,
      Instant now) {
    var score = Scores.Score.of(likelihood, consequence, criteria, author, now);
    var cleared = kind == Scores.Kind.RESIDUAL ? flags : Flags.NONE;
    var voided = change(author);
    scores = scores.with(kind, score);
    if (cleared.any()) {
      flags = Flags.NONE;
      flagged = false;
    }
    return new RiskEvent.Scored(kind, likelihood, consequence, likelihood * consequence, score.level(),
        criteria.revision(), content.number(), cleared.any(), cleared.incidents(), voided, linkedCases.ids());
  }

  RiskEvent plan(Treatment.Option option, List<Treatment.Action> actions, String author, Instant now) {
    return treat(Treatment.plan(treatment, option, actions, author, now), author);
  }

  /** Adds a step that a case has taught to the treatment; what people do about the risk counts for it from now on. */
  RiskEvent planFurther(Treatment.Action action, UUID taughtBy, String author, Instant now) {
    var extended = Treatment.extended(treatment, action, author, now);
    join(taughtBy);
    return treat(extended, author);
  }

  private RiskEvent treat(Treatment planned, String author) {
    var voided = change(author);
    treatment = planned;
    var actions = planned.actions();
    var texts = IntStream.range(0, actions.size())
        .boxed()
        .collect(Collectors.toMap("actions[%d].description"::formatted, i -> actions.get(i).description()));
    return new RiskEvent.TreatmentPlanned(planned.option(), actions.stream().map(RiskEvent.DueAction::of).toList(),
        content.number(), voided, linkedCases.ids(), texts);
  }

  /**
   * Accepts what remains of the risk: by its owner, who did not contribute to the revision, and within the appetite
   * unless the owner states an exception.
   */
  RiskEvent accept(int revision, UUID person, boolean beyondAppetite, CriteriaInForce criteria, Instant now) {
    if (!person.equals(ownerId)) {
      throw new Refusal.Forbidden("A risk is accepted by its owner.");
    }
    var decided = content.decideUpon(revision, person.toString());
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var residual = residualToAccept(today);
    var level = criteria.content().level(residual.likelihood(), residual.consequence());
    var exceeds = level.exceeds(criteria.content().appetite());
    if (exceeds && !beyondAppetite) {
      throw new Refusal.Invalid("beyondAppetite",
          "must be true to accept a residual level of %s above the appetite of %s"
              .formatted(level, criteria.content().appetite()));
    }
    content = decided;
    acceptance = new Acceptance(revision, person, level, criteria.revision(), exceeds, now,
        criteria.content().expiry(today));
    var ended = linkedCases.ids();
    caseId = null;
    linkedCases = LinkedCases.NONE;
    return new RiskEvent.Accepted(revision, person, level, criteria.revision(), exceeds, acceptance.expiresOn(), ended);
  }

  private Scores.Score residualToAccept(LocalDate today) {
    var state = state(today);
    return switch (state) {
      case AWAITING_ACCEPTANCE, ACCEPTED -> scores.residual();
      case FLAGGED, ASSESSING -> throw new Refusal.NotAllowedNow("acceptance", state.name(), state.commands());
    };
  }

  /** An incident touches the risk: its acceptance is void, and what people do about it counts for the case from now on. */
  RiskEvent flag(Flag flag) {
    var voided = voidAcceptance();
    flags = flags.and(flag);
    flagged = true;
    join(flag.caseId());
    return new RiskEvent.Flagged(flag.incidentId(), flag.incidentKind(), flag.incidentSeverity(), voided);
  }

  /**
   * Hands the risk over to another owner, by the present one or by {@code governance}. The content stays what it was, but an
   * acceptance was the former owner's word. Nobody who contributed appoints themselves: they are not to accept it.
   */
  RiskEvent handOver(UUID to, UUID person, boolean governance) {
    if (!governance && !person.equals(ownerId)) {
      throw new Refusal.Forbidden("A risk is handed over by its owner or by a governance officer.");
    }
    if (to.equals(ownerId)) {
      throw new Refusal.Invalid("ownerId", "must not be the present owner");
    }
    if (to.equals(person) && content.isBy(person.toString())) {
      throw new Refusal.FourEyes("Whoever contributed to this revision can't make themselves the owner.");
    }
    var from = ownerId;
    var voided = voidAcceptance();
    ownerId = to;
    return new RiskEvent.HandedOver(from, to, voided, linkedCases.ids());
  }

  /**
   * An incident turned out to be none: its flag goes, and the risk leaves its case. Nothing to judge anew remains of it, but
   * an acceptance that it voided stays void. Empty when the risk does not bear its flag, or not any more.
   */
  Optional<RiskEvent> withdrawFlag(UUID incidentId) {
    return flags.of(incidentId).map(flag -> {
      flags = flags.without(incidentId);
      flagged = flags.any();
      if (!flags.belongTo(flag.caseId())) {
        leave(flag.caseId());
      }
      return new RiskEvent.FlagWithdrawn(incidentId, flags.incidents());
    });
  }

  private void leave(UUID dismissed) {
    linkedCases = linkedCases.without(dismissed);
    if (dismissed.equals(caseId)) {
      caseId = linkedCases.first();
      linkedCases = linkedCases.without(caseId);
    }
  }

  /** A risk stays with the first case; what is done for it is done for those that come later as well, and says so. */
  private void join(UUID opened) {
    if (caseId == null) {
      caseId = opened;
    } else if (!caseId.equals(opened)) {
      linkedCases = linkedCases.and(opened);
    }
  }

  private boolean change(String author) {
    content = content.changedBy(author);
    return voidAcceptance();
  }

  private boolean voidAcceptance() {
    var held = acceptance != null;
    acceptance = null;
    return held;
  }

  RiskState state(LocalDate today) {
    return RiskState.of(flags, scores, treatment, acceptance, today);
  }

  @Override
  protected String aggregateType() {
    return "risk";
  }

  String reference() {
    return reference;
  }

  @Nullable
  UUID assessmentId() {
    return assessmentId;
  }

  @Nullable
  UUID systemId() {
    return systemId;
  }

  Theme theme() {
    return theme;
  }

  RiskStatement statement() {
    return statement;
  }

  UUID ownerId() {
    return ownerId;
  }

  ContentRevision content() {
    return content;
  }

  Scores scores() {
    return scores;
  }

  @Nullable
  Treatment treatment() {
    return treatment;
  }

  @Nullable
  Acceptance acceptance() {
    return acceptance;
  }

  Flags flags() {
    return flags;
  }

  /** The first case that the risk is part of: from what an incident did or taught until it is accepted anew. */
  @Nullable
  UUID caseId() {
    return caseId;
  }

  /** The further ones. */
  LinkedCases linkedCases() {
    return linkedCases;
  }
}
