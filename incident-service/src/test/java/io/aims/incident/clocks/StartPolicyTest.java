package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.duty.Capacity;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ClockRules;
import io.aims.incident.duty.Facts;
import io.aims.incident.duty.Harm;
import io.aims.incident.duty.Reach;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.SystemClass;
import io.aims.incident.duty.Trait;

/** The story of an incident, decision by decision, with frozen times. */
class StartPolicyTest {
  private static final Instant MONDAY = Instant.parse("2028-11-06T09:00:00Z");
  private static final Instant A_WEEK_LATER = MONDAY.plusSeconds(7 * 86400);
  private static final ClockRules RULES = ClockRules.load();
  private final StartPolicy policy = new StartPolicy(RULES, AuthorityCalendars.load());
  private final List<RegulatoryClock> clocks = new ArrayList<>();
  private List<ClockRule> own = List.of();

  /** What a person finds; {@code with} changes it. */
  static Facts provider(Instant awareAt, Harm... harms) {
    var found = EnumSet.noneOf(Harm.class);
    found.addAll(List.of(harms));
    return new Facts(Set.of(Capacity.PROVIDER), found, Reach.SEVERAL, Set.of(), Set.of(),
        Set.of(SystemClass.HIGH_RISK_ANNEX_III), List.of("DE"), awareAt, null, null);
  }

  private static Facts in(Facts f, String... jurisdictions) {
    return new Facts(f.capacities(), f.harms(), f.reach(), f.traits(), f.sectors(), f.systemClasses(),
        List.of(jurisdictions), f.awareAt(), f.causalLinkAt(), f.resolvedAt());
  }

  private static Facts linked(Facts f, Instant causalLinkAt) {
    return new Facts(f.capacities(), f.harms(), f.reach(), f.traits(), f.sectors(), f.systemClasses(),
        f.jurisdictions(), f.awareAt(), causalLinkAt, f.resolvedAt());
  }

  private static Facts supervisedByTheAiOffice(Facts f) {
    return new Facts(f.capacities(), f.harms(), f.reach(), Set.of(Trait.AI_OFFICE_COMPETENT), f.sectors(),
        f.systemClasses(), f.jurisdictions(), f.awareAt(), f.causalLinkAt(), f.resolvedAt());
  }

  private static Facts model(@Nullable Instant resolvedAt, Harm... harms) {
    return new Facts(Set.of(Capacity.GPAI_PROVIDER), Set.of(harms), Reach.SEVERAL, Set.of(), Set.of(),
        Set.of(SystemClass.GPAI_SYSTEMIC), List.of("DE"), MONDAY, null, resolvedAt);
  }

  private static Facts nis2(Instant awareAt) {
    return new Facts(Set.of(Capacity.ESSENTIAL_ENTITY, Capacity.CONTROLLER), Set.of(), Reach.SEVERAL,
        Set.of(Trait.SIGNIFICANT_IMPACT_ON_SERVICE, Trait.PERSONAL_DATA_BREACH), Set.of(), Set.of(), List.of("DE"),
        awareAt, null, null);
  }

  /** Takes a decision: does to the clocks what the policy says. */
  private void decide(Facts facts) {
    var decision = SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
        null, facts, UUID.randomUUID(), "because", MONDAY);
    for (var step : policy.steps(facts, own, List.copyOf(clocks))) {
      switch (step) {
        case StartPolicy.Step.Start start -> clocks.add(clock(decision, start.duty(), null));
        case StartPolicy.Step.Replace replace -> {
          var next = clock(decision, replace.duty(), replace.old().id());
          replace.old().supersede(next.id(), decision.id());
          clocks.add(next);
        }
        case StartPolicy.Step.End end -> end.old().withdraw(decision.id());
      }
    }
  }

  static RegulatoryClock clock(SeriousnessDecision decision, Duty duty, @Nullable UUID replaces) {
    return RegulatoryClock.start(UUID.randomUUID(), decision, duty, RULES.version(), replaces, MONDAY);
  }

  /** Hands in all that there is to say. */
  private void submit(String rule, Instant at, Facts facts) {
    submit(rule, ReportKind.FINAL, at, facts);
  }

  private void submit(String rule, ReportKind kind, Instant at, Facts facts) {
    submit(one(c -> c.ruleId().equals(rule) && c.state().open()), kind, at, facts);
  }

  private void submit(RegulatoryClock clock, ReportKind kind, Instant at, Facts facts) {
    clock.meet(UUID.randomUUID(), kind, at);
    var decision = SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
        null, facts, UUID.randomUUID(), "because", MONDAY);
    policy.following(clock, facts, own, List.copyOf(clocks))
        .forEach(duty -> clocks.add(clock(decision, duty, null)));
  }

  private RegulatoryClock one(Predicate<RegulatoryClock> which) {
    var found = clocks.stream().filter(which).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<String> running() {
    return clocks.stream()
        .filter(c -> c.state().open())
        .map(c -> c.ruleId() + "@" + c.jurisdiction())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"SERIOUS_HARM_TO_HEALTH, AIA-73-2, 2028-11-21T23:00:00Z", "DEATH, AIA-73-4, 2028-11-16T23:00:00Z",
      "CRITICAL_INFRASTRUCTURE, AIA-73-3, 2028-11-08T23:00:00Z",
      "CRITICAL_INFRASTRUCTURE DEATH PROPERTY, AIA-73-3, 2028-11-08T23:00:00Z",
      "DEATH FUNDAMENTAL_RIGHTS, AIA-73-4, 2028-11-16T23:00:00Z"})
  void of_a_family_only_the_shortest_runs(String harms, String rule, Instant due) {
    decide(provider(MONDAY, List.of(harms.split(" ")).stream().map(Harm::valueOf).toArray(Harm[]::new)));

    assertThat(clocks).hasSize(1);
    assertThat(clocks.getFirst().ruleId()).isEqualTo(rule);
    assertThat(clocks.getFirst().startsAt()).isEqualTo(MONDAY);
    assertThat(clocks.getFirst().dueAt()).isEqualTo(due);
    assertThat(clocks.getFirst().terms().evidenceHold()).isTrue();
  }

  @Test
  void what_is_not_serious_starts_nothing() {
    decide(provider(MONDAY));

    assertThat(clocks).isEmpty();
  }

  @Test
  void each_member_state_has_its_clock_in_its_own_time() {
    decide(in(provider(MONDAY, Harm.DEATH), "DE", "FI"));

    assertThat(running()).containsExactly("AIA-73-4@DE", "AIA-73-4@FI");
    assertThat(one(c -> c.jurisdiction().equals("FI")).dueAt()).isEqualTo(Instant.parse("2028-11-16T22:00:00Z"));
  }

  @Test
  void when_a_person_dies_the_day_after_the_shorter_clock_supersedes_the_longer_one() {
    decide(provider(MONDAY, Harm.SERIOUS_HARM_TO_HEALTH));

    decide(provider(MONDAY.plusSeconds(86400), Harm.SERIOUS_HARM_TO_HEALTH, Harm.DEATH));

    var longer = one(c -> c.ruleId().equals("AIA-73-2"));
    var shorter = one(c -> c.ruleId().equals("AIA-73-4"));
    assertThat(longer.state()).isEqualTo(ClockState.SUPERSEDED);
    assertThat(longer.supersededBy()).isEqualTo(shorter.id());
    assertThat(shorter.replaces()).isEqualTo(longer.id());
    assertThat(shorter.dueAt()).isEqualTo(Instant.parse("2028-11-17T23:00:00Z")).isBefore(longer.dueAt());
    assertThat(running()).containsExactly("AIA-73-4@DE");
  }

  /** Ten days from a late death would be later than the fifteen that run already: what is due first stands. */
  @Test
  void a_shorter_rule_never_moves_the_end_to_a_later_time() {
    decide(provider(MONDAY, Harm.SERIOUS_HARM_TO_HEALTH));

    decide(provider(A_WEEK_LATER, Harm.SERIOUS_HARM_TO_HEALTH, Harm.DEATH));

    assertThat(running()).containsExactly("AIA-73-2@DE");
    assertThat(clocks).hasSize(1);
  }

  @Test
  void a_later_awareness_does_not_postpone_a_clock_and_an_earlier_one_brings_it_forward() {
    decide(provider(MONDAY, Harm.DEATH));

    decide(provider(A_WEEK_LATER, Harm.DEATH));
    assertThat(clocks).hasSize(1);
    decide(provider(MONDAY.minusSeconds(2 * 86400), Harm.DEATH));

    assertThat(one(c -> c.state().open()).dueAt()).isEqualTo(Instant.parse("2028-11-14T23:00:00Z"));
    assertThat(clocks).hasSize(2);
  }

  @Test
  void corrected_facts_end_a_clock_or_put_the_longer_one_in_its_place() {
    decide(provider(MONDAY, Harm.DEATH));

    decide(provider(MONDAY, Harm.PROPERTY));
    assertThat(running()).containsExactly("AIA-73-2@DE");
    decide(provider(MONDAY));

    assertThat(running()).isEmpty();
    assertThat(one(c -> c.ruleId().equals("AIA-73-2")).state()).isEqualTo(ClockState.STOPPED);
  }

  @Test
  void a_member_state_that_turns_out_not_to_be_concerned_needs_no_report() {
    decide(in(provider(MONDAY, Harm.DEATH), "DE", "FR"));

    decide(in(provider(MONDAY, Harm.DEATH), "FR"));

    assertThat(running()).containsExactly("AIA-73-4@FR");
  }

  @Test
  void a_duty_that_was_met_comes_back_only_as_a_stricter_one() {
    decide(provider(MONDAY, Harm.PROPERTY));
    submit("AIA-73-2", MONDAY.plusSeconds(3600), provider(MONDAY, Harm.PROPERTY));

    decide(provider(MONDAY, Harm.PROPERTY, Harm.ENVIRONMENT));
    assertThat(running()).isEmpty();
    decide(provider(A_WEEK_LATER, Harm.PROPERTY, Harm.DEATH));
    assertThat(running()).containsExactly("AIA-73-4@DE");
    submit("AIA-73-4", A_WEEK_LATER.plusSeconds(3600), provider(A_WEEK_LATER, Harm.PROPERTY, Harm.DEATH));
    decide(provider(A_WEEK_LATER, Harm.PROPERTY, Harm.DEATH));

    assertThat(running()).isEmpty();
  }

  @Test
  void having_met_the_stricter_rule_meets_the_others_of_its_family() {
    decide(provider(MONDAY, Harm.DEATH));
    submit("AIA-73-4", MONDAY.plusSeconds(3600), provider(MONDAY, Harm.DEATH));

    decide(provider(MONDAY, Harm.DEATH));
    assertThat(running()).isEmpty();
    decide(provider(MONDAY, Harm.DEATH, Harm.CRITICAL_INFRASTRUCTURE));

    assertThat(running()).containsExactly("AIA-73-3@DE");
  }

  @Test
  void when_the_ai_office_turns_out_to_supervise_the_system_it_is_told_instead() {
    decide(provider(MONDAY, Harm.DEATH));

    decide(supervisedByTheAiOffice(provider(MONDAY, Harm.DEATH)));

    assertThat(running()).containsExactly("AIA-73-4-AIO@EU");
  }

  @Test
  void a_causal_link_makes_the_duty_immediate_within_the_same_outer_limit() {
    decide(provider(MONDAY, Harm.DEATH));

    decide(linked(provider(MONDAY, Harm.DEATH), A_WEEK_LATER));

    var prompt = one(c -> c.state().open());
    assertThat(prompt.terms().promptFrom()).isEqualTo(A_WEEK_LATER);
    assertThat(prompt.dueAt()).isEqualTo(Instant.parse("2028-11-16T23:00:00Z"));
    assertThat(prompt.nextAt()).as("reminded at once").isEqualTo(MONDAY);
    decide(linked(provider(MONDAY, Harm.DEATH), A_WEEK_LATER));
    assertThat(clocks).as("once").hasSize(2);
  }

  @Test
  void before_the_law_binds_a_class_of_systems_its_clock_runs_and_says_so() {
    decide(provider(Instant.parse("2027-12-01T22:59:59.999999Z"), Harm.DEATH));
    assertThat(clocks.getFirst().terms().binding()).isFalse();
    clocks.clear();

    decide(provider(Instant.parse("2027-12-01T23:00:00Z"), Harm.DEATH));

    assertThat(clocks.getFirst().terms().binding()).as("it is the second of December in Berlin").isTrue();
  }

  @Test
  void before_it_is_law_no_clock_runs() {
    decide(provider(Instant.parse("2026-08-01T21:59:59Z"), Harm.DEATH));
    assertThat(clocks).isEmpty();

    decide(provider(Instant.parse("2026-08-01T22:00:00Z"), Harm.DEATH));

    assertThat(running()).containsExactly("AIA-73-4@DE");
  }

  @Test
  void one_incident_can_be_a_matter_of_several_laws() {
    decide(nis2(MONDAY));

    assertThat(running()).containsExactly("GDPR-33-1@DE", "NIS2-23-4-A@DE", "NIS2-23-4-B@DE");
    assertThat(one(c -> c.ruleId().equals("NIS2-23-4-A")).dueAt()).isEqualTo(Instant.parse("2028-11-07T09:00:00Z"));
    assertThat(one(c -> c.ruleId().equals("GDPR-33-1")).dueAt()).isEqualTo(Instant.parse("2028-11-09T10:00:00Z"));
  }

  @Test
  void the_final_report_of_nis2_is_due_a_month_after_the_notification() {
    decide(nis2(MONDAY));

    submit("NIS2-23-4-B", Instant.parse("2028-11-08T12:00:00Z"), nis2(MONDAY));

    assertThat(one(c -> c.ruleId().equals("NIS2-23-4-D")).dueAt()).isEqualTo(Instant.parse("2028-12-08T23:00:00Z"));
  }

  @Test
  void a_deployer_tells_the_provider_first_and_then_the_authorities_of_each_member_state() {
    var facts = new Facts(Set.of(Capacity.DEPLOYER), Set.of(Harm.DEATH), Reach.SINGLE, Set.of(), Set.of(),
        Set.of(SystemClass.HIGH_RISK_ANNEX_III), List.of("DE", "FR"), MONDAY, null, null);
    decide(facts);
    assertThat(running()).containsExactly("AIA-26-5-PROVIDER@DE");

    submit("AIA-26-5-PROVIDER", MONDAY.plusSeconds(3600), facts);

    assertThat(running()).containsExactly("AIA-26-5-AUTHORITY@DE", "AIA-26-5-AUTHORITY@FR");
  }

  @Test
  void once_the_provider_was_told_the_authority_of_a_further_member_state_is_told_too() {
    var facts = new Facts(Set.of(Capacity.DEPLOYER), Set.of(Harm.DEATH), Reach.SINGLE, Set.of(), Set.of(),
        Set.of(SystemClass.HIGH_RISK_ANNEX_III), List.of("DE"), MONDAY, null, null);
    decide(facts);
    submit("AIA-26-5-PROVIDER", MONDAY.plusSeconds(3600), facts);
    submit("AIA-26-5-AUTHORITY", MONDAY.plusSeconds(7200), facts);

    decide(in(facts, "DE", "FR"));

    assertThat(running()).containsExactly("AIA-26-5-AUTHORITY@FR");
    assertThat(one(c -> c.jurisdiction().equals("FR")).dueAt()).isEqualTo(MONDAY.plusSeconds(3600 + 86400));
    decide(in(facts, "DE", "FR"));
    assertThat(running()).as("once").containsExactly("AIA-26-5-AUTHORITY@FR");
  }

  @Test
  void what_a_person_has_stopped_stays_so_unless_it_becomes_stricter() {
    decide(in(provider(MONDAY, Harm.PROPERTY), "DE", "FR"));
    one(c -> c.jurisdiction().equals("DE")).stop();

    decide(in(provider(MONDAY, Harm.PROPERTY, Harm.ENVIRONMENT), "DE", "FR"));
    assertThat(running()).containsExactly("AIA-73-2@FR");
    decide(in(provider(MONDAY, Harm.PROPERTY, Harm.DEATH), "DE", "FR"));

    assertThat(running()).containsExactly("AIA-73-4@DE", "AIA-73-4@FR");
  }

  @Test
  void what_the_facts_had_ended_comes_back_with_them() {
    decide(provider(MONDAY, Harm.PROPERTY));
    decide(provider(MONDAY));

    decide(provider(MONDAY, Harm.PROPERTY));

    assertThat(running()).containsExactly("AIA-73-2@DE");
  }

  @Test
  void a_deployer_who_can_not_reach_the_provider_takes_its_place() {
    var facts = new Facts(Set.of(Capacity.DEPLOYER), Set.of(Harm.DEATH), Reach.SINGLE,
        Set.of(Trait.PROVIDER_UNREACHABLE), Set.of(), Set.of(SystemClass.HIGH_RISK_ANNEX_III), List.of("DE"), MONDAY,
        null, null);

    decide(facts);

    assertThat(running()).containsExactly("AIA-73-4@DE");
  }

  @Test
  void reports_on_a_model_go_on_every_four_weeks_until_it_is_resolved_and_end_with_the_final_one() {
    decide(model(null, Harm.DEATH));
    assertThat(running()).containsExactly("GPAI-INITIAL-10@EU");

    submit("GPAI-INITIAL-10", A_WEEK_LATER, model(null, Harm.DEATH));
    assertThat(running()).containsExactly("GPAI-INTERMEDIATE@EU");
    submit("GPAI-INTERMEDIATE", A_WEEK_LATER.plusSeconds(20 * 86400), model(null, Harm.DEATH));
    assertThat(running()).containsExactly("GPAI-INTERMEDIATE@EU");
    decide(model(A_WEEK_LATER, Harm.DEATH));

    assertThat(running()).containsExactly("GPAI-FINAL@EU");
  }

  @Test
  void when_a_model_turns_out_not_to_be_resolved_its_reports_go_on_from_the_last_one() {
    decide(model(null, Harm.DEATH));
    submit("GPAI-INITIAL-10", A_WEEK_LATER, model(null, Harm.DEATH));
    var second = A_WEEK_LATER.plusSeconds(20 * 86400);
    submit("GPAI-INTERMEDIATE", second, model(null, Harm.DEATH));
    decide(model(second.plusSeconds(86400), Harm.DEATH));
    assertThat(running()).containsExactly("GPAI-FINAL@EU");

    decide(model(null, Harm.DEATH));

    assertThat(running()).containsExactly("GPAI-INTERMEDIATE@EU");
    assertThat(one(c -> c.state().open()).startsAt()).isEqualTo(second);
  }

  @Test
  void an_organisations_own_rule_runs_beside_the_law_and_a_retired_one_ends_nothing() {
    var law = RULES.all().getFirst();
    own = List.of(new ClockRule("CLR-0001", "Customer", "Contract 7.3", "CLR-0001", law.when(), law.start(),
        new ClockRule.Within(4, io.aims.incident.deadline.Period.Unit.HOURS, "EXACT"), ClockRule.Limit.SOURCE,
        law.to(), law.report(), law.dueSoonAt(), true, false, false, law.valid(), null));

    decide(provider(MONDAY, Harm.CRITICAL_INFRASTRUCTURE));
    assertThat(running()).containsExactly("AIA-73-3@DE", "CLR-0001@DE");
    own = List.of();
    decide(provider(MONDAY, Harm.CRITICAL_INFRASTRUCTURE));

    assertThat(running()).containsExactly("AIA-73-3@DE", "CLR-0001@DE");
  }
}
