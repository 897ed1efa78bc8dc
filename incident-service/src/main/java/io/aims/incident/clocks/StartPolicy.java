package io.aims.incident.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.aims.incident.deadline.AuthorityCalendar;
import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ClockRules;
import io.aims.incident.duty.Facts;

/**
 * Which clocks the facts of a decision start, replace and end.
 *
 * <p>Of a family of rules the one that is due first wins. A later decision never moves a running clock of the same rule
 * to a later time; a duty that a report has met comes back only as a stricter one.
 */
final class StartPolicy {
  private static final Comparator<Duty> FIRST_DUE = Comparator.comparing(Duty::due).thenComparing(Duty::about);
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
        .flatMap(rule -> facts.when(rule.start().trigger()).stream().flatMap(from -> duties(rule, facts, from)))
        .collect(Collectors.groupingBy(Duty::key, TreeMap::new, Collectors.toList()));
    var open = open(clocks);
    var steps = new TreeMap<String, Step>();
    duties.forEach((key, found) -> step(found, open.get(key), met(clocks, key)).ifPresent(s -> steps.put(key, s)));
    open.values()
        .stream()
        .filter(clock -> !steps.containsKey(clock.key()) && !asked(clock, facts, rules))
        .forEach(clock -> steps.put(clock.key(), new Step.End(clock)));
    return List.copyOf(steps.values());
  }

  /** The duties that follow from a report of {@code family} that was handed in at {@code at}, unless they run already. */
  List<Duty> following(String family, Instant at, Facts facts, List<ClockRule> own, List<RegulatoryClock> clocks) {
    var open = open(clocks);
    var duties = published.with(own)
        .stream()
        .filter(rule -> rule.start().after().contains(family))
        .flatMap(rule -> duties(rule, facts, at))
        .filter(duty -> !open.containsKey(duty.key()))
        .collect(Collectors.toMap(Duty::key, Function.identity(), BinaryOperator.minBy(FIRST_DUE), TreeMap::new));
    return List.copyOf(duties.values());
  }

  private Optional<Step> step(List<Duty> found, @Nullable RegulatoryClock open, List<RegulatoryClock> met) {
    var first = found.stream().filter(duty -> stricterThanAll(duty, met)).min(FIRST_DUE);
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

  private static boolean stricterThanAll(Duty duty, List<RegulatoryClock> met) {
    return met.stream().allMatch(clock -> duty.about().compareTo(clock.terms().about()) < 0);
  }

  /** A rule that is no longer known ends nothing by itself: somebody has to stop its clock. */
  private static boolean asked(RegulatoryClock clock, Facts facts, List<ClockRule> rules) {
    return rules.stream()
        .filter(rule -> rule.id().equals(clock.ruleId()))
        .allMatch(rule -> asks(rule, facts) && rule.jurisdictions(facts).contains(clock.jurisdiction()));
  }

  private static boolean asks(ClockRule rule, Facts facts) {
    return rule.applies(facts) && !(rule.start().unlessResolved() && facts.resolvedAt() != null);
  }

  private Stream<Duty> duties(ClockRule rule, Facts facts, Instant from) {
    return asks(rule, facts)
        ? rule.jurisdictions(facts)
            .stream()
            .flatMap(j -> calendars.of(j).stream())
            .flatMap(c -> duty(rule, facts, from, c))
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

  private static List<RegulatoryClock> met(List<RegulatoryClock> clocks, String key) {
    return clocks.stream().filter(c -> c.state() == ClockState.MET && c.key().equals(key)).toList();
  }
}
