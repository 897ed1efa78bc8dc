package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.deadline.Period;
import io.aims.incident.duty.Capacity;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ClockRules;
import io.aims.incident.duty.Facts;
import io.aims.incident.duty.Harm;
import io.aims.incident.duty.Reach;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.SystemClass;
import io.aims.incident.duty.Trait;

/** What a first report leaves out is asked for until it is handed in or somebody says why not, with frozen times. */
class CompletionTest {
  private static final Instant MONDAY = Instant.parse("2028-11-06T09:00:00Z");
  private static final Instant THURSDAY = Instant.parse("2028-11-09T09:30:00Z");
  private static final Instant IN_FOUR_WEEKS = Instant.parse("2028-12-07T23:00:00Z");
  private static final ClockRules RULES = ClockRules.load();
  private final StartPolicy policy = new StartPolicy(RULES, AuthorityCalendars.load());
  private final List<RegulatoryClock> clocks = new ArrayList<>();
  private List<ClockRule> own = List.of();

  private static Facts facts(Set<Capacity> capacities, Set<Harm> harms, Set<Trait> traits, String... jurisdictions) {
    return new Facts(capacities, harms, Reach.SINGLE, traits, Set.of(), Set.of(SystemClass.HIGH_RISK_ANNEX_III),
        List.of(jurisdictions), MONDAY, null, null);
  }

  private static Facts death(String... jurisdictions) {
    return facts(Set.of(Capacity.PROVIDER), Set.of(Harm.DEATH), Set.of(), jurisdictions);
  }

  private static Facts breach() {
    return facts(Set.of(Capacity.CONTROLLER), Set.of(), Set.of(Trait.PERSONAL_DATA_BREACH), "DE");
  }

  private static SeriousnessDecision decision(Facts facts) {
    return SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), null,
        facts, UUID.randomUUID(), "because", MONDAY);
  }

  private void decide(Facts facts) {
    for (var step : policy.steps(facts, own, List.copyOf(clocks))) {
      switch (step) {
        case StartPolicy.Step.Start start -> clocks.add(StartPolicyTest.clock(decision(facts), start.duty(), null));
        case StartPolicy.Step.Replace replace -> {
          var next = StartPolicyTest.clock(decision(facts), replace.duty(), replace.old().id());
          replace.old().supersede(next.id(), decision(facts).id());
          clocks.add(next);
        }
        case StartPolicy.Step.End end -> end.old().withdraw(decision(facts).id());
      }
    }
  }

  private void submit(String running, ReportKind kind, Instant at, Facts facts) {
    var clock = clock(running);
    clock.meet(UUID.randomUUID(), kind, at);
    policy.following(clock, facts, own, List.copyOf(clocks))
        .forEach(duty -> clocks.add(StartPolicyTest.clock(decision(facts), duty, null)));
  }

  private RegulatoryClock clock(String running) {
    return clocks.stream().filter(c -> c.state().open() && name(c).equals(running)).findFirst().orElseThrow();
  }

  private List<String> running() {
    return clocks.stream().filter(c -> c.state().open()).map(CompletionTest::name).sorted().toList();
  }

  private static String name(RegulatoryClock clock) {
    return clock.ruleId() + "@" + clock.jurisdiction();
  }

  @Test
  void after_an_incomplete_report_the_whole_one_is_asked_for_and_nothing_after_that() {
    decide(death("DE"));

    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE"));

    assertThat(running()).containsExactly("AIA-73-5@DE");
    var whole = clock("AIA-73-5@DE");
    assertThat(whole.startsAt()).isEqualTo(THURSDAY);
    assertThat(whole.dueAt()).isEqualTo(IN_FOUR_WEEKS);
    assertThat(whole.terms().limit()).as("no law names these weeks").isEqualTo(ClockRule.Limit.DEFAULT);
    assertThat(whole.terms().reports()).containsExactly(ReportKind.FINAL);
    assertThat(whole.terms().evidenceHold()).as("the authority knows").isFalse();
    submit("AIA-73-5@DE", ReportKind.FINAL, IN_FOUR_WEEKS.minusNanos(1000), death("DE"));
    assertThat(whole.late()).isFalse();
    decide(death("DE"));
    assertThat(running()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true"})
  void the_whole_report_is_overdue_from_the_first_instant_that_is_too_late(int micros, boolean overdue) {
    decide(death("DE"));
    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE"));
    var whole = clock("AIA-73-5@DE");
    var now = IN_FOUR_WEEKS.plusNanos(1000L * micros);

    var said = whole.ring(now);

    assertThat(said.filter(ClockEvent.Overdue.class::isInstance).isPresent()).isEqualTo(overdue);
    assertThat(whole.overdue(now)).isEqualTo(overdue);
  }

  /** Whoever writes the whole report need not know that another clock runs by now. */
  @ParameterizedTest
  @CsvSource({"FINAL, AIA-73-5@DE", "INITIAL, -"})
  void what_was_written_for_the_clock_of_the_first_report_meets_the_one_that_asks_for_the_rest(ReportKind kind,
      String met) {
    decide(death("DE", "FR"));
    var first = clock("AIA-73-4@DE");
    assertThat(meets(first, ReportKind.FINAL)).isEqualTo("AIA-73-4@DE");
    submit("AIA-73-4@FR", ReportKind.INITIAL, THURSDAY, death("DE", "FR"));
    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE", "FR"));

    assertThat(meets(first, kind)).isEqualTo(met);
  }

  @Test
  void each_phase_meets_the_clock_that_asks_for_it_whichever_it_was_written_for() {
    decide(breach());
    var first = clock("GDPR-33-1@DE");
    submit("GDPR-33-1@DE", ReportKind.INITIAL, THURSDAY, breach());

    assertThat(meets(first, ReportKind.INTERMEDIATE)).isEqualTo("GDPR-33-4@DE");
    assertThat(meets(first, ReportKind.FINAL)).isEqualTo("GDPR-33-4@DE");
    submit("GDPR-33-4@DE", ReportKind.FINAL, THURSDAY.plusSeconds(60), breach());
    assertThat(meets(first, ReportKind.FINAL)).isEqualTo("-");
  }

  private String meets(RegulatoryClock named, ReportKind kind) {
    return policy.met(named, kind, own, List.copyOf(clocks)).map(CompletionTest::name).orElse("-");
  }

  @Test
  void after_a_whole_report_nothing_is_asked_for() {
    decide(death("DE"));

    submit("AIA-73-4@DE", ReportKind.FINAL, THURSDAY, death("DE"));
    decide(death("DE"));

    assertThat(running()).isEmpty();
  }

  @Test
  void it_is_asked_for_where_the_incomplete_one_was_handed_in_and_nowhere_else() {
    decide(death("DE", "FR"));

    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE", "FR"));
    assertThat(running()).containsExactly("AIA-73-4@FR", "AIA-73-5@DE");
    submit("AIA-73-4@FR", ReportKind.FINAL, THURSDAY, death("DE", "FR"));
    decide(death("DE", "FR"));

    assertThat(running()).containsExactly("AIA-73-5@DE");
  }

  @Test
  void the_office_of_the_union_is_told_the_rest_as_well() {
    var facts = facts(Set.of(Capacity.PROVIDER), Set.of(Harm.DEATH), Set.of(Trait.AI_OFFICE_COMPETENT), "DE");
    decide(facts);

    submit("AIA-73-4-AIO@EU", ReportKind.INITIAL, THURSDAY, facts);

    assertThat(running()).containsExactly("AIA-73-5-AIO@EU");
  }

  @Test
  void a_deployer_completes_what_it_has_told_the_authority() {
    var facts = facts(Set.of(Capacity.DEPLOYER), Set.of(Harm.DEATH), Set.of(), "DE");
    decide(facts);
    submit("AIA-26-5-PROVIDER@DE", ReportKind.NOTICE, MONDAY, facts);

    submit("AIA-26-5-AUTHORITY@DE", ReportKind.INITIAL, THURSDAY, facts);

    assertThat(running()).containsExactly("AIA-26-5-COMPLETE@DE");
    submit("AIA-26-5-COMPLETE@DE", ReportKind.FINAL, THURSDAY.plusSeconds(60), facts);
    decide(facts);
    assertThat(running()).isEmpty();
  }

  @Test
  void information_on_a_breach_comes_phase_by_phase_until_the_last_one() {
    decide(breach());

    submit("GDPR-33-1@DE", ReportKind.INITIAL, THURSDAY, breach());
    assertThat(clock("GDPR-33-4@DE").dueAt()).isEqualTo(Instant.parse("2028-11-23T23:00:00Z"));
    submit("GDPR-33-4@DE", ReportKind.INTERMEDIATE, THURSDAY.plusSeconds(86400), breach());
    assertThat(clock("GDPR-33-4@DE").dueAt()).isEqualTo(Instant.parse("2028-11-24T23:00:00Z"));
    submit("GDPR-33-4@DE", ReportKind.FINAL, THURSDAY.plusSeconds(2 * 86400), breach());
    decide(breach());

    assertThat(running()).isEmpty();
  }

  @Test
  void what_somebody_has_waived_is_asked_for_again_only_after_another_incomplete_report() {
    decide(death("DE"));
    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE"));
    clock("AIA-73-5@DE").stop();
    decide(death("DE"));
    assertThat(running()).isEmpty();
    var worse = facts(Set.of(Capacity.PROVIDER), Set.of(Harm.DEATH, Harm.CRITICAL_INFRASTRUCTURE), Set.of(), "DE");
    decide(worse);

    submit("AIA-73-3@DE", ReportKind.INITIAL, THURSDAY.plusSeconds(86400), worse);

    assertThat(running()).containsExactly("AIA-73-5@DE");
  }

  @Test
  void it_is_no_longer_asked_for_when_the_facts_ask_for_no_report() {
    decide(death("DE"));
    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE"));

    decide(facts(Set.of(Capacity.PROVIDER), Set.of(), Set.of(), "DE"));
    assertThat(running()).isEmpty();
    decide(death("DE"));

    assertThat(running()).as("counted from the report").containsExactly("AIA-73-5@DE");
    assertThat(clock("AIA-73-5@DE").startsAt()).isEqualTo(THURSDAY);
  }

  /** Of a report that was handed in before its kind was kept it is not known whether it was whole. */
  @Test
  void of_what_nobody_knows_nothing_is_asked_for() {
    decide(death("DE"));
    clock("AIA-73-4@DE").meet(UUID.randomUUID(), null, THURSDAY);

    decide(death("DE"));

    assertThat(running()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 2028-11-16T23:00:00Z", "9, 2029-01-11T23:00:00Z"})
  void an_organisation_names_a_shorter_or_a_longer_period_of_its_own(int weeks, Instant due) {
    own = List.of(ours(weeks));
    decide(death("DE"));

    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE"));

    assertThat(running()).containsExactly("CLR-0001@DE");
    assertThat(clock("CLR-0001@DE").dueAt()).isEqualTo(due);
    submit("CLR-0001@DE", ReportKind.FINAL, THURSDAY.plusSeconds(60), death("DE"));
    decide(death("DE"));
    assertThat(running()).isEmpty();
  }

  /** Reports of before these rules started no clock. */
  @Test
  void what_an_earlier_report_has_left_out_is_unasked_until_a_decision_asks_for_it() {
    decide(death("DE"));
    assertThat(unasked()).isFalse();
    clock("AIA-73-4@DE").meet(UUID.randomUUID(), ReportKind.INITIAL, THURSDAY);
    assertThat(unasked()).isTrue();

    decide(death("DE"));

    assertThat(running()).containsExactly("AIA-73-5@DE");
    assertThat(unasked()).isFalse();
    clock("AIA-73-5@DE").stop();
    assertThat(unasked()).as("somebody has said why not").isFalse();
  }

  @Test
  void of_a_whole_report_nothing_is_unasked() {
    decide(death("DE"));
    clock("AIA-73-4@DE").meet(UUID.randomUUID(), ReportKind.FINAL, THURSDAY);

    assertThat(unasked()).isFalse();
  }

  private boolean unasked() {
    return policy.restUnasked(death("DE"), own, List.copyOf(clocks));
  }

  @Test
  void what_runs_already_is_brought_forward_and_never_put_off() {
    decide(death("DE"));
    submit("AIA-73-4@DE", ReportKind.INITIAL, THURSDAY, death("DE"));

    own = List.of(ours(9));
    decide(death("DE"));
    assertThat(running()).containsExactly("AIA-73-5@DE");
    own = List.of(ours(1));
    decide(death("DE"));

    assertThat(running()).containsExactly("CLR-0001@DE");
  }

  /** What the law says at once, or in days, no rule of one's own can put off. */
  @Test
  void nothing_else_stands_back() {
    var law = RULES.all().stream().filter(rule -> rule.id().equals("AIA-73-4")).findFirst().orElseThrow();
    own = List.of(new ClockRule("CLR-0001", "Ours", "Handbook", "AIA-73", law.when(), law.start(),
        new ClockRule.Within(9, Period.Unit.WEEKS, "CALENDAR-DAYS"), ClockRule.Limit.TARGET, law.to(), law.report(),
        law.dueSoonAt(), false, false, false, law.valid(), null));

    decide(death("DE"));

    assertThat(running()).containsExactly("AIA-73-4@DE");
  }

  private static ClockRule ours(int weeks) {
    var published = RULES.all().stream().filter(rule -> rule.id().equals("AIA-73-5")).findFirst().orElseThrow();
    return new ClockRule("CLR-0001", "Ours", "Handbook", published.family(), published.when(), published.start(),
        new ClockRule.Within(weeks, Period.Unit.WEEKS, "CALENDAR-DAYS"), ClockRule.Limit.TARGET, published.to(),
        published.report(), published.dueSoonAt(), false, false, false, published.valid(), null);
  }
}
