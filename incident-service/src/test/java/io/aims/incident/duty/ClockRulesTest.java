package io.aims.incident.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.deadline.AuthorityCalendars;

class ClockRulesTest {
  private static final Instant AWARE = Instant.parse("2027-12-02T09:00:00Z");
  private final ClockRules rules = ClockRules.load();

  private static <E extends Enum<E>> Set<E> set(Class<E> type, String words) {
    var found = EnumSet.noneOf(type);
    if (words != null) {
      for (var word : words.split(" ")) {
        found.add(Enum.valueOf(type, word));
      }
    }
    return found;
  }

  private static Facts facts(String who, String harms, Reach reach, String traits, String classes) {
    return new Facts(set(Capacity.class, who), set(Harm.class, harms), reach, set(Trait.class, traits), Set.of(),
        set(SystemClass.class, classes), List.of("DE", "FR"), AWARE, null, null);
  }

  @Test
  void the_published_pack_is_complete() {
    assertThat(rules.version()).isEqualTo("2026-11-28");
    assertThat(rules.countings()).containsExactlyInAnyOrder("EXACT", "EU-HOURS", "EU-DAYS", "CALENDAR-DAYS");
    assertThat(rules.all()).hasSize(23).extracting(ClockRule::id).doesNotHaveDuplicates();
    assertThat(rules.all()
        .stream()
        .collect(Collectors.groupingBy(r -> r.source().split(" Art| code")[0],
            Collectors.counting())))
        .isEqualTo(Map.of("EU AI Act", 11L, "GDPR", 3L, "NIS2", 3L, "GPAI", 6L));
  }

  @ParameterizedTest
  @CsvSource({"AIA-73-2, 15, DAYS", "AIA-73-3, 2, DAYS", "AIA-73-4, 10, DAYS", "GDPR-33-1, 72, HOURS",
      "NIS2-23-4-A, 24, HOURS", "NIS2-23-4-B, 72, HOURS", "NIS2-23-4-D, 1, MONTHS", "GPAI-INITIAL-2, 2, DAYS",
      "GPAI-INITIAL-5, 5, DAYS", "GPAI-INITIAL-10, 10, DAYS", "GPAI-INITIAL-15, 15, DAYS",
      "GPAI-INTERMEDIATE, 4, WEEKS",
      "GPAI-FINAL, 60, DAYS"})
  void the_law_sets_these_periods(String id, int amount, String unit) {
    var rule = rules.all().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();

    assertThat(rule.within().amount()).isEqualTo(amount);
    assertThat(rule.within().unit()).hasToString(unit);
    assertThat(rule.limit()).isEqualTo(ClockRule.Limit.SOURCE);
    assertThat(rule.mayPause()).as("no law lets its period stand still").isFalse();
  }

  /**
   * Each line: the rule, from which day it is law, whose calendar, the day at half past nine (UTC) of which its period runs, the
   * first instant that is too late. Days end in Berlin and Brussels; those of most periods would be a Saturday or Sunday.
   */
  @ParameterizedTest
  @CsvSource({
      "AIA-73-3, 2026-08-02, DE, 2028-11-09, 2028-11-13T23:00:00Z",
      "AIA-73-3-AIO, 2026-08-02, EU, 2028-11-09, 2028-11-13T23:00:00Z",
      "AIA-73-4, 2026-08-02, DE, 2028-11-08, 2028-11-20T23:00:00Z",
      "AIA-73-4-AIO, 2026-08-02, EU, 2028-11-08, 2028-11-20T23:00:00Z",
      "AIA-73-2, 2026-08-02, DE, 2028-11-10, 2028-11-27T23:00:00Z",
      "AIA-73-2-AIO, 2026-08-02, EU, 2028-11-10, 2028-11-27T23:00:00Z",
      "AIA-73-5, 2026-08-02, DE, 2028-11-09, 2028-12-07T23:00:00Z",
      "AIA-73-5-AIO, 2026-08-02, EU, 2028-11-09, 2028-12-07T23:00:00Z",
      "AIA-26-5-COMPLETE, 2026-08-02, DE, 2028-11-09, 2028-12-07T23:00:00Z",
      "GDPR-33-4, 2018-05-25, DE, 2028-11-09, 2028-11-23T23:00:00Z",
      "AIA-26-5-PROVIDER, 2026-08-02, DE, 2028-11-10, 2028-11-11T09:30:00Z",
      "AIA-26-5-AUTHORITY, 2026-08-02, DE, 2028-11-10, 2028-11-11T09:30:00Z",
      "GDPR-33-1, 2018-05-25, DE, 2028-11-10, 2028-11-13T10:00:00Z",
      "GDPR-33-2, 2018-05-25, DE, 2028-11-10, 2028-11-11T09:30:00Z",
      "NIS2-23-4-A, 2024-10-18, DE, 2028-11-10, 2028-11-11T09:30:00Z",
      "NIS2-23-4-B, 2024-10-18, DE, 2028-11-09, 2028-11-12T09:30:00Z",
      "NIS2-23-4-D, 2024-10-18, DE, 2028-11-09, 2028-12-11T23:00:00Z",
      "GPAI-INITIAL-2, 2025-08-02, EU, 2028-11-09, 2028-11-11T23:00:00Z",
      "GPAI-INITIAL-5, 2025-08-02, EU, 2028-11-06, 2028-11-11T23:00:00Z",
      "GPAI-INITIAL-10, 2025-08-02, EU, 2028-11-08, 2028-11-18T23:00:00Z",
      "GPAI-INITIAL-15, 2025-08-02, EU, 2028-11-10, 2028-11-25T23:00:00Z",
      "GPAI-INTERMEDIATE, 2025-08-02, EU, 2028-11-11, 2028-12-09T23:00:00Z",
      "GPAI-FINAL, 2025-08-02, EU, 2028-11-07, 2029-01-06T23:00:00Z"})
  void each_period_ends_when_the_source_says(String id, LocalDate firstDay, String jurisdiction, LocalDate from,
      Instant due) {
    var rule = rule(id);
    var calendar = AuthorityCalendars.load().of(jurisdiction).orElseThrow();

    assertThat(rules.period(rule).end(from.atTime(9, 30).toInstant(ZoneOffset.UTC), calendar)).isEqualTo(due);
    assertThat(rule.validOn(firstDay)).isTrue();
    assertThat(rule.validOn(firstDay.minusDays(1))).isFalse();
    assertThat(rule.valid().to()).as("none of them has an end yet").isNull();
  }

  @Test
  void every_rule_reminds_in_rising_parts_of_its_period_and_asks_for_something() {
    assertThat(rules.all()).allSatisfy(rule -> {
      assertThat(rule.dueSoonAt()).isNotEmpty()
          .isSorted()
          .doesNotHaveDuplicates()
          .allMatch(part -> part.signum() > 0 && part.compareTo(BigDecimal.ONE) < 0);
      assertThat(rule.report().kinds()).isNotEmpty();
      assertThat(rule.when()).isNotEmpty();
      assertThat(rule.start().after().isEmpty()).isEqualTo(rule.start().trigger() != Trigger.SUBMISSION);
    });
  }

  /** A first report may lack what the last one asks for: wherever it meets a duty, something asks for the rest. */
  @Test
  void whatever_a_first_report_meets_somebody_asks_for_the_whole_one() {
    assertThat(rules.all())
        .filteredOn(rule -> rule.report().kinds().equals(Set.of(ReportKind.INITIAL, ReportKind.FINAL)))
        .hasSize(8)
        .allSatisfy(rule -> assertThat(rules.all()).anySatisfy(next -> {
          assertThat(next.start().after()).contains(rule.family());
          assertThat(next.start().completes()).contains(ReportKind.INITIAL);
          assertThat(next.to()).isEqualTo(rule.to());
          assertThat(next.report().form()).isEqualTo(rule.report().form());
          assertThat(next.report().kinds()).contains(ReportKind.FINAL).doesNotContain(ReportKind.INITIAL);
          assertThat(next.valid()).isEqualTo(rule.valid());
        }));
  }

  @Test
  void no_law_is_said_to_name_a_period_for_the_whole_report() {
    assertThat(rules.all()).allSatisfy(rule -> {
      assertThat(rule.limit() == ClockRule.Limit.DEFAULT).isEqualTo(rule.start().asksForTheRest());
      assertThat(rule.limit() == ClockRule.Limit.DEFAULT && rule.note() == null).isFalse();
    });
  }

  @Test
  void what_follows_a_submission_follows_a_family_that_exists() {
    var families = rules.all().stream().map(ClockRule::family).collect(Collectors.toSet());

    assertThat(rules.all()).allSatisfy(rule -> assertThat(families).containsAll(rule.start().after()));
  }

  /** Which rules hold for which facts, before the shortest of a family wins. */
  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "PROVIDER, SERIOUS_HARM_TO_HEALTH, SINGLE, -, HIGH_RISK_ANNEX_III, AIA-73-2 AIA-73-5",
      "PROVIDER, DEATH, SINGLE, -, HIGH_RISK_PRODUCT, AIA-73-2 AIA-73-4 AIA-73-5",
      "PROVIDER, CRITICAL_INFRASTRUCTURE DEATH, SINGLE, -, HIGH_RISK_ANNEX_III, AIA-73-2 AIA-73-3 AIA-73-4 AIA-73-5",
      "PROVIDER, -, WIDESPREAD, -, HIGH_RISK_ANNEX_III, AIA-73-3 AIA-73-5",
      "PROVIDER, PROPERTY, SEVERAL, -, MINIMAL, -",
      "PROVIDER, -, SEVERAL, -, HIGH_RISK_ANNEX_III, -",
      "PROVIDER, DEATH, SINGLE, EQUIVALENT_UNION_REPORTING, HIGH_RISK_PRODUCT, -",
      "PROVIDER, FUNDAMENTAL_RIGHTS, SINGLE, EQUIVALENT_UNION_REPORTING, HIGH_RISK_PRODUCT, AIA-73-2 AIA-73-5",
      "PROVIDER, FUNDAMENTAL_RIGHTS, WIDESPREAD, EQUIVALENT_UNION_REPORTING, HIGH_RISK_PRODUCT, AIA-73-2 AIA-73-3 AIA-73-5",
      "DEPLOYER, DEATH, SINGLE, -, HIGH_RISK_ANNEX_III, AIA-26-5-AUTHORITY AIA-26-5-COMPLETE AIA-26-5-PROVIDER",
      "DEPLOYER, DEATH, SINGLE, PROVIDER_UNREACHABLE, HIGH_RISK_ANNEX_III, AIA-73-2 AIA-73-4 AIA-73-5",
      "DEPLOYER, -, WIDESPREAD, PROVIDER_UNREACHABLE, HIGH_RISK_ANNEX_III, AIA-73-3 AIA-73-5",
      "PROVIDER, DEATH, SINGLE, AI_OFFICE_COMPETENT, HIGH_RISK_ANNEX_III, AIA-73-2-AIO AIA-73-4-AIO AIA-73-5-AIO",
      "IMPORTER, DEATH, SINGLE, -, HIGH_RISK_ANNEX_III, -",
      "CONTROLLER, -, SINGLE, PERSONAL_DATA_BREACH, MINIMAL, GDPR-33-1 GDPR-33-4",
      "CONTROLLER, -, SINGLE, PERSONAL_DATA_BREACH RISK_TO_PERSONS_UNLIKELY, MINIMAL, -",
      "PROCESSOR, -, SINGLE, PERSONAL_DATA_BREACH RISK_TO_PERSONS_UNLIKELY, MINIMAL, GDPR-33-2",
      "IMPORTANT_ENTITY, -, SINGLE, SIGNIFICANT_IMPACT_ON_SERVICE, -, NIS2-23-4-A NIS2-23-4-B NIS2-23-4-D",
      "GPAI_PROVIDER, DEATH, SINGLE, -, GPAI_SYSTEMIC, GPAI-FINAL GPAI-INITIAL-10 GPAI-INTERMEDIATE",
      "GPAI_PROVIDER, -, SINGLE, SERIOUS_CYBERSECURITY_BREACH, GPAI_SYSTEMIC, GPAI-FINAL GPAI-INITIAL-5 GPAI-INTERMEDIATE",
      "GPAI_PROVIDER, DEATH, SINGLE, -, GPAI, -"})
  void facts_decide_which_rules_hold(String who, String harms, Reach reach, String traits, String classes,
      String expected) {
    var facts = facts(who, harms, reach, traits, classes);

    var holding = rules.all().stream().filter(r -> r.applies(facts)).map(ClockRule::id).collect(Collectors.toSet());

    assertThat(String.join(" ", new TreeSet<>(holding))).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource({"2026-08-01, false", "2026-08-02, true"})
  void article_73_is_law_from_its_day(LocalDate day, boolean valid) {
    assertThat(rule("AIA-73-2").validOn(day)).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({"HIGH_RISK_ANNEX_III, 2027-12-01, false", "HIGH_RISK_ANNEX_III, 2027-12-02, true",
      "HIGH_RISK_PRODUCT, 2028-08-01, false", "HIGH_RISK_PRODUCT, 2028-08-02, true",
      "HIGH_RISK_PRODUCT HIGH_RISK_ANNEX_III, 2027-12-02, true"})
  void it_binds_a_class_of_systems_from_a_day_of_its_own(String classes, LocalDate day, boolean binding) {
    assertThat(rule("AIA-73-2").bindingOn(day, facts("PROVIDER", "DEATH", Reach.SINGLE, null, classes)))
        .isEqualTo(binding);
  }

  @Test
  void the_authority_of_each_member_state_is_told_but_one_data_protection_authority_and_one_ai_office() {
    var facts = facts("PROVIDER", "DEATH", Reach.SINGLE, null, "HIGH_RISK_ANNEX_III");

    assertThat(rule("AIA-73-2").jurisdictions(facts)).containsExactly("DE", "FR");
    assertThat(rule("GDPR-33-1").jurisdictions(facts)).containsExactly("DE");
    assertThat(rule("GPAI-INITIAL-10").jurisdictions(facts)).containsExactly("EU");
  }

  @Test
  void an_unknown_way_to_count_is_noticed() {
    var rule = rule("AIA-73-2");
    var other = new ClockRule("X", "t", "s", "X", rule.when(), rule.start(),
        new ClockRule.Within(1, rule.within().unit(), "BY-MOON"), rule.limit(), rule.to(), rule.report(),
        rule.dueSoonAt(), false, false, false, rule.valid(), null);

    assertThatThrownBy(() -> rules.period(other)).isInstanceOf(IllegalArgumentException.class);
  }

  private ClockRule rule(String id) {
    return rules.all().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }
}
