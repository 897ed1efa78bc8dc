package io.aims.incident.ownrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.deadline.Period.Unit;
import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.Case;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ClockRules;
import io.aims.incident.duty.ReportForms;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.Trigger;
import io.aims.platform.refusal.Refusal;

class AdoptionPolicyTest {
  private static final Case ALWAYS = new Case(null, null, null, null, null, null, null);
  private final AdoptionPolicy policy = new AdoptionPolicy(ClockRules.load(), ReportForms.load().names());

  static ClockRule rule(Trigger trigger, @Nullable String after, Unit unit, String counting, String form,
      @Nullable LocalDate validTo) {
    return rule(trigger, after, null, unit, counting, ClockRule.Limit.SOURCE, form, validTo);
  }

  private static ClockRule rule(Trigger trigger, @Nullable String after, @Nullable ReportKind completes, Unit unit,
      String counting, ClockRule.Limit limit, String form, @Nullable LocalDate validTo) {
    return new AdoptClockRule("Tell the customer", "Contract 7.3", null, List.of(ALWAYS), trigger,
        after == null ? null : Set.of(after), completes == null ? null : Set.of(completes), null, 4, unit, counting,
        limit, Addressee.CUSTOMER,
        ClockRule.Where.LEADING, form, Set.of(ReportKind.NOTICE),
        List.of(new BigDecimal("0.8"), new BigDecimal("0.5"), new BigDecimal("0.8")), true,
        LocalDate.parse("2026-01-01"), validTo, "signed").rule("CLR-0001");
  }

  @Test
  void a_rule_is_a_duty_of_its_own_and_reminds_in_order() {
    var rule = policy.check(rule(Trigger.AWARENESS, null, Unit.HOURS, "EXACT", "NOTICE", null));

    assertThat(rule.family()).isEqualTo("CLR-0001");
    assertThat(rule.dueSoonAt()).containsExactly(new BigDecimal("0.5"), new BigDecimal("0.8"));
    assertThat(rule.evidenceHold()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"AWARENESS, -, HOURS, BY-MOON, NOTICE, -, counting",
      "AWARENESS, -, HOURS, EU-DAYS, NOTICE, -, unit", "AWARENESS, -, DAYS, EU-HOURS, NOTICE, -, unit",
      "AWARENESS, -, HOURS, EXACT, POEM, -, form", "SUBMISSION, -, HOURS, EXACT, NOTICE, -, after",
      "AWARENESS, AIA-73, HOURS, EXACT, NOTICE, -, after",
      "AWARENESS, -, HOURS, EXACT, NOTICE, 2025-12-31, validTo"})
  void a_rule_that_makes_no_sense_is_refused(Trigger trigger, String after, Unit unit, String counting, String form,
      LocalDate validTo, String field) {
    assertThatThrownBy(() -> policy.check(rule(trigger, after, unit, counting, form, validTo)))
        .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.violations())
            .extracting(Refusal.Violation::field)
            .containsExactly(field));
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"AWARENESS, -, INITIAL, SOURCE, completes",
      "SUBMISSION, AIA-73, -, DEFAULT, limit"})
  void who_names_a_period_has_one_and_what_completes_something_follows_it(Trigger trigger, String after,
      ReportKind completes, ClockRule.Limit limit, String field) {
    assertThatThrownBy(
        () -> policy.check(rule(trigger, after, completes, Unit.HOURS, "EXACT", limit, "NOTICE", null)))
        .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.violations())
            .extracting(Refusal.Violation::field)
            .containsExactly(field));
  }

  @Test
  void a_rule_retires_once() {
    var own = OwnClockRule.adopt(UUID.randomUUID(), UUID.randomUUID(),
        rule(Trigger.AWARENESS, null, Unit.HOURS, "EXACT", "NOTICE", null), Instant.EPOCH);

    assertThat(own.retire()).isEqualTo(new OwnClockRuleEvent.Retired("CLR-0001"));
    assertThatThrownBy(own::retire).isInstanceOf(Refusal.NotAllowedNow.class);
  }
}
