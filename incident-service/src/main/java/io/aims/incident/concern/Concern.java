package io.aims.incident.concern;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

import io.aims.incident.concern.ConcernState.Command;
import io.aims.incident.concern.Deadlines.Duty;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * What somebody is worried about.
 *
 * <p>Of when its reporter does something only the day is kept, and its id tells no time: among few people, the moment
 * is a name.
 */
@Entity
class Concern extends Aggregate {
  /** What a reporter may write before somebody answers. */
  static final int MOST_UNANSWERED = 20;
  /** What a reporter may write in all; more is no conversation any more. */
  static final int MOST_FROM_REPORTER = 100;
  private String reference;
  private boolean anonymous;
  private @Nullable UUID reporterId;
  private boolean aboutHandlers;
  @Enumerated(EnumType.STRING)
  private Category category;
  private @Nullable UUID systemId;
  private String description;
  @Enumerated(EnumType.STRING)
  private ConcernState state;
  private LocalDate receivedOn;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Assessment assessment;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Closure closure;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Retaliation retaliation;
  @JdbcTypeCode(SqlTypes.JSON)
  private Links links;
  @JdbcTypeCode(SqlTypes.JSON)
  private Deadlines deadlines;
  private int messages;
  private int fromReporter;
  private int unanswered;
  private @Nullable Instant nextAt;
  private int failures;

  protected Concern() {}

  private Concern(UUID id, UUID tenant, String reference, @Nullable UUID reporter, RaiseConcern raised,
      ConcernTerms terms, Instant now) {
    super(id, tenant, now.truncatedTo(ChronoUnit.DAYS));
    this.reference = reference;
    this.anonymous = reporter == null;
    this.reporterId = reporter;
    this.aboutHandlers = Boolean.TRUE.equals(raised.aboutHandlers());
    this.category = raised.category();
    this.systemId = raised.systemId();
    this.description = raised.description();
    this.state = ConcernState.RECEIVED;
    this.receivedOn = day(now);
    this.links = new Links(java.util.List.of());
    owe(Deadlines.from(receivedOn, terms));
    if (Boolean.TRUE.equals(raised.retaliation())) {
      fear(terms, receivedOn);
    }
  }

  /** Takes in a concern; {@code reporter} is null when nobody says who they are. */
  static Concern raise(UUID id, UUID tenant, String reference, @Nullable UUID reporter, RaiseConcern raised,
      ConcernTerms terms, Instant now) {
    return new Concern(id, tenant, reference, reporter, raised, terms, now);
  }

  ConcernEvent received() {
    return new ConcernEvent.Received(anonymous, receivedOn, dueOn(Duty.ACKNOWLEDGEMENT), dueOn(Duty.FEEDBACK),
        Map.of("description", description, "category", category.name()));
  }

  /** Tells the reporter that the concern has arrived; feedback is owed from here. */
  ConcernEvent acknowledge(String message, ConcernTerms terms, Instant now) {
    require(Command.ACKNOWLEDGEMENT);
    answered();
    var late = deadlines.overdue(now).contains(Duty.ACKNOWLEDGEMENT);
    var today = day(now);
    state = ConcernState.ACKNOWLEDGED;
    var acknowledged = deadlines.meet(Duty.ACKNOWLEDGEMENT, today);
    owe(acknowledged.bringForward(Duty.FEEDBACK, terms.feedback().after(today)));
    return new ConcernEvent.Acknowledged(late, dueOn(Duty.FEEDBACK), Map.of("message", message));
  }

  ConcernEvent assess(Assessment.Priority priority, String finding, UUID person, Instant now) {
    require(Command.ASSESSMENT);
    assessment = new Assessment(priority, finding, person, now);
    state = ConcernState.ASSESSED;
    return new ConcernEvent.Assessed(Map.of("finding", finding, "priority", priority.name()));
  }

  ConcernEvent handle(String plan) {
    require(Command.HANDLING);
    state = ConcernState.IN_PROGRESS;
    return new ConcernEvent.HandlingBegun(Map.of("plan", plan));
  }

  /** Ends it, by somebody else than who assessed it; the reporter is told. */
  ConcernEvent close(Outcome outcome, String reason, String feedback, UUID person, Instant now) {
    require(Command.CLOSURE);
    if (assessment != null && assessment.assessedBy().equals(person)) {
      throw new Refusal.FourEyes("Whoever has assessed a concern can't close it.");
    }
    answered();
    var late = deadlines.overdue(now).contains(Duty.FEEDBACK);
    closure = new Closure(outcome, reason, person, now);
    state = ConcernState.CLOSED;
    owe(deadlines.meet(Duty.FEEDBACK, day(now)));
    return new ConcernEvent.Closed(late, Map.of("feedback", feedback, "outcome", outcome.name()));
  }

  /** A handler writes to the reporter. */
  ConcernEvent answer(String text, boolean feedback, Instant now) {
    require(Command.MESSAGES);
    answered();
    if (feedback) {
      owe(deadlines.meet(Duty.FEEDBACK, day(now)));
    }
    return new ConcernEvent.MessageAdded(messages, ConcernMessage.Author.HANDLER, feedback, Map.of("message", text));
  }

  /** The reporter writes, and may say that it has consequences. */
  ConcernEvent add(String text, boolean suffers, ConcernTerms terms, Instant now) {
    if (unanswered == MOST_UNANSWERED || fromReporter == MOST_FROM_REPORTER) {
      throw new Refusal.NotAllowedNow("a further message",
          unanswered == MOST_UNANSWERED ? "waiting for an answer" : MOST_FROM_REPORTER + " messages", Set.of());
    }
    messages++;
    fromReporter++;
    unanswered++;
    if (suffers) {
      fear(terms, day(now));
    }
    return new ConcernEvent.MessageAdded(messages, ConcernMessage.Author.REPORTER, false, Map.of("message", text));
  }

  ConcernEvent link(Links.Link link) {
    require(Command.LINKS);
    links = links.with(link);
    return new ConcernEvent.Linked(link.kind());
  }

  ConcernEvent exclude() {
    require(Command.EXCLUSIONS);
    return new ConcernEvent.PersonExcluded();
  }

  /** Somebody has looked whether the reporter suffers; while the matter is open, somebody will again. */
  ConcernEvent lookAtRetaliation(Retaliation.Status status, String note, @Nullable LocalDate followUpBy, UUID person,
      Instant now) {
    require(Command.RETALIATION);
    if (status == Retaliation.Status.REPORTED) {
      throw new Refusal.Invalid("status", "must be what a handler finds");
    }
    if (status.open() ? !fits(followUpBy, day(now)) : followUpBy != null) {
      throw new Refusal.Invalid("followUpBy",
          "must be a day of the next year while the matter is open, and absent when it is not");
    }
    retaliation = new Retaliation(status, note, person);
    owe(followUpBy == null
        ? deadlines.meet(Duty.RETALIATION_FOLLOW_UP, day(now))
        : deadlines.set(Duty.RETALIATION_FOLLOW_UP, followUpBy));
    return new ConcernEvent.RetaliationLookedAt(Map.of("note", note, "status", status.name()));
  }

  /** Says the next thing that is late, if something is. */
  Optional<ConcernEvent> ring(Instant now) {
    return deadlines.nextToSay().filter(duty -> deadlines.all().get(duty).overdue(now)).map(duty -> {
      owe(deadlines.say(duty));
      return new ConcernEvent.Overdue(duty, dueOn(duty));
    });
  }

  /** What handlers have found and not ended stands, and the day that is owed already gets no later. */
  private void fear(ConcernTerms terms, LocalDate today) {
    var followUpBy = terms.retaliationFollowUp().after(today);
    if (retaliation == null || !retaliation.status().open()) {
      retaliation = Retaliation.reported();
      owe(deadlines.set(Duty.RETALIATION_FOLLOW_UP, followUpBy));
    } else {
      owe(deadlines.bringForward(Duty.RETALIATION_FOLLOW_UP, followUpBy));
    }
  }

  private static boolean fits(@Nullable LocalDate followUpBy, LocalDate today) {
    return followUpBy != null && followUpBy.isAfter(today) && !followUpBy.isAfter(today.plusYears(1));
  }

  private void owe(Deadlines changed) {
    deadlines = changed;
    failures = 0;
    nextAt = changed.nextToSay().map(duty -> changed.all().get(duty).overdueAt()).orElse(null);
  }

  private void answered() {
    messages++;
    unanswered = 0;
  }

  private LocalDate dueOn(Duty duty) {
    return deadlines.all().get(duty).dueOn();
  }

  private void require(Command command) {
    Refusal.NotAllowedNow.unless(state.allowed(), command, state);
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  @Override
  protected String aggregateType() {
    return "concern";
  }

  String reference() {
    return reference;
  }

  boolean anonymous() {
    return anonymous;
  }

  @Nullable
  UUID reporterId() {
    return reporterId;
  }

  boolean aboutHandlers() {
    return aboutHandlers;
  }

  Category category() {
    return category;
  }

  @Nullable
  UUID systemId() {
    return systemId;
  }

  String description() {
    return description;
  }

  ConcernState state() {
    return state;
  }

  LocalDate receivedOn() {
    return receivedOn;
  }

  @Nullable
  Assessment assessment() {
    return assessment;
  }

  @Nullable
  Closure closure() {
    return closure;
  }

  @Nullable
  Retaliation retaliation() {
    return retaliation;
  }

  Links links() {
    return links;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  int messages() {
    return messages;
  }

  @Nullable
  Instant nextAt() {
    return nextAt;
  }
}
