package io.aims.incident.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.aims.incident.deadline.AuthorityCalendar;
import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ClockRules;
import io.aims.incident.duty.Facts;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.Trigger;

/**
 * Which clocks the facts of a decision start, replace and end.
 *
 * <p>Of a family of rules the one that is due first wins. A later decision never moves a running clock of the same rule
 * to a later time; a duty that a report has met, or a person has stopped, comes back only as a stricter one. What follows a
 * report follows it whenever it comes to apply, counted from the submission; what completes one follows as long as nothing
 * more whole was handed in after it, in the same jurisdiction. Where the source of a duty names no period, the
 * organisation's own rule of the family does, whichever is due first.
 */
final class StartPolicy {
  private static final Comparator<Duty> FIRST_DUE = Comparator.comparing(Duty::due).thenComparing(Duty::about);
  private static final Comparator<RegulatoryClock> LAST_HANDED_IN = Comparator
      .comparing((RegulatoryClock clock) -> Objects.requireNonNull(clock.submittedAt()))
      .thenComparing(RegulatoryClock::id);
  private final ClockRules published;
  private final AuthorityCalendars calendars;

  StartPolicy(ClockRules published, AuthorityCalendars calendars) {
    this.published = published;
    this.calendars = calendars;
  }

  /** One thing to do with the clocks of an incident. */
  sealed interface Step {
    /** Nothing of this duty runs: a clock begins. */
    record Start(Duty duty) implements Step {}

    /** Another clock takes the place of {@code old}. */
    record Replace(RegulatoryClock old, Duty duty) implements Step {}

    /** The facts no longer ask for {@code old}. */
    record End(RegulatoryClock old) implements Step {}
  }

  /** What a decision does to the clocks that the incident has so far, in order of their duties. */
  List<Step> steps(Facts facts, List<ClockRule> own, List<RegulatoryClock> clocks) {
    var rules = published.with(own);
    var duties = rules.stream()
        .flatMap(rule -> duties(rule, facts, jurisdiction -> began(rule, jurisdiction, facts, clocks)))
        .collect(Collectors.groupingBy(Duty::key, TreeMap::new, Collectors.toList()));
    var open = open(clocks);
    var steps = new TreeMap<String, Step>();
    duties.forEach((key, found) -> step(found, open.get(key), settled(clocks, key)).ifPresent(s -> steps.put(key, s)));
    open.values()
        .stream()
        .filter(clock -> !steps.containsKey(clock.key()) && !asked(clock, facts, rules))
        .forEach(clock -> steps.put(clock.key(), new Step.End(clock)));
    return List.copyOf(steps.values());
  }

  /** Whether one of these steps is to ask for what an earlier report has left out, as no clock started with the submission. */
  boolean restUnasked(Facts facts, List<ClockRule> own, List<RegulatoryClock> clocks) {
    return steps(facts, own, clocks).stream()
        .anyMatch(step -> step instanceof Step.Start start && start.duty().rule().start().asksForTheRest());
  }

  /**
   * Which open clock a report of {@code kind} meets that was written for {@code named}: that of the same duty; where none is,
   * that which asks there for what an earlier report has left out, if it asks for that kind.
   */
  Optional<RegulatoryClock> met(RegulatoryClock named, ReportKind kind, List<ClockRule> own,
      List<RegulatoryClock> clocks) {
    var open = open(clocks);
    var same = Optional.ofNullable(open.get(named.key()));
    return same.isPresent()
        ? same
        : published.with(own)
            .stream()
            .filter(rule -> rule.start().asksForTheRest() && rule.start().after().contains(named.family()))
            .flatMap(rule -> Stream.ofNullable(open.get(Duty.key(rule.family(), named.jurisdiction()))))
            .filter(clock -> clock.terms().reports().contains(kind))
            .min(Comparator.comparing(RegulatoryClock::dueAt).thenComparing(RegulatoryClock::id));
  }

  /** The duties that follow from the report that has met {@code met}, unless they run already. */
  List<Duty> following(RegulatoryClock met, Facts facts, List<ClockRule> own, List<RegulatoryClock> clocks) {
    var open = open(clocks);
    var duties = published.with(own)
        .stream()
        .filter(rule -> rule.start().trigger() == Trigger.SUBMISSION)
        .flatMap(rule -> duties(rule, facts, jurisdiction -> began(rule, jurisdiction, facts, List.of(met))))
        .filter(duty -> !open.containsKey(duty.key()))
        .collect(Collectors.groupingBy(Duty::key, TreeMap::new, Collectors.toList()));
    return duties.values().stream().flatMap(found -> named(found).min(FIRST_DUE).stream()).toList();
  }

  /** From when the rule's period runs: of a report that it follows, since the last one was handed in. */
  private static Optional<Instant> began(ClockRule rule, String jurisdiction, Facts facts,
      List<RegulatoryClock> clocks) {
    return rule.start().trigger() == Trigger.SUBMISSION
        ? clocks.stream()
            .filter(clock -> clock.state() == ClockState.MET && rule.start().after().contains(clock.family()))
            .filter(clock -> !rule.start().asksForTheRest() || clock.jurisdiction().equals(jurisdiction))
            .max(LAST_HANDED_IN)
            .filter(last -> rule.start().follows(last.reportKind()))
            .map(RegulatoryClock::submittedAt)
        : facts.when(rule.start().trigger());
  }

  /** Where a rule names a period of which the source says nothing, the one that we would take is none. */
  private static Stream<Duty> named(List<Duty> found) {
    var own = found.stream().filter(duty -> duty.rule().limit() != ClockRule.Limit.DEFAULT).toList();
    return (own.isEmpty() ? found : own).stream();
  }

  private Optional<Step> step(List<Duty> found, @Nullable RegulatoryClock open, List<RegulatoryClock> settled) {
    var first = named(found).filter(duty -> stricterThanAll(duty, settled)).min(FIRST_DUE);
    if (open == null) {
      return first.map(Step.Start::new);
    }
    var stands = found.stream().anyMatch(duty -> duty.rule().id().equals(open.ruleId()));
    return first.filter(duty -> !stands || presses(duty, open)).map(duty -> new Step.Replace(open, duty));
  }

  /** An earlier end, or the same one with a duty that has become immediate. */
  private static boolean presses(Duty duty, RegulatoryClock open) {
    return duty.due().isBefore(open.dueAt())
        || duty.promptFrom() != null && open.terms().promptFrom() == null && !duty.due().isAfter(open.dueAt());
  }

  /** A report that another one of the same kind has to follow, as every four weeks, does not settle that one. */
  private static boolean stricterThanAll(Duty duty, List<RegulatoryClock> settled) {
    return settled.stream()
        .filter(clock -> clock.waived() || !duty.rule().start().after().contains(clock.family()))
        .allMatch(clock -> duty.about().compareTo(clock.terms().about()) < 0);
  }

  /** A rule that is no longer known ends nothing by itself: somebody has to stop its clock. */
  private static boolean asked(RegulatoryClock clock, Facts facts, List<ClockRule> rules) {
    return rules.stream()
        .filter(rule -> rule.id().equals(clock.ruleId()))
        .allMatch(rule -> asks(rule, facts) && happened(rule.start().trigger(), facts)
            && rule.jurisdictions(facts).contains(clock.jurisdiction()));
  }

  /** A decision can take back that the causal link is established, or that the incident is resolved; nobody un-submits. */
  private static boolean happened(Trigger trigger, Facts facts) {
    return trigger == Trigger.SUBMISSION || facts.when(trigger).isPresent();
  }

  private static boolean asks(ClockRule rule, Facts facts) {
    return rule.applies(facts) && !(rule.start().unlessResolved() && facts.resolvedAt() != null);
  }

  private Stream<Duty> duties(ClockRule rule, Facts facts, Function<String, Optional<Instant>> began) {
    return asks(rule, facts)
        ? rule.jurisdictions(facts)
            .stream()
            .flatMap(j -> calendars.of(j).stream())
            .flatMap(c -> began.apply(c.jurisdiction()).stream().flatMap(from -> duty(rule, facts, from, c)))
        : Stream.empty();
  }

  /** The law that counts is that of the day on which the organisation became aware. */
  private Stream<Duty> duty(ClockRule rule, Facts facts, Instant from, AuthorityCalendar calendar) {
    var day = LocalDate.ofInstant(facts.awareAt(), calendar.zone());
    if (!rule.validOn(day)) {
      return Stream.empty();
    }
    var period = published.period(rule);
    return Stream.of(new Duty(rule, calendar.jurisdiction(), calendar.zone(), from, period.end(from, calendar),
        period.about(), rule.bindingOn(day, facts), rule.promptAfterCausalLink() ? facts.causalLinkAt() : null));
  }

  private static Map<String, RegulatoryClock> open(List<RegulatoryClock> clocks) {
    return clocks.stream()
        .filter(clock -> clock.state().open())
        .collect(Collectors.toMap(RegulatoryClock::key, Function.identity()));
  }

  private static List<RegulatoryClock> settled(List<RegulatoryClock> clocks, String key) {
    return clocks.stream().filter(c -> (c.state() == ClockState.MET || c.waived()) && c.key().equals(key)).toList();
  }
}
