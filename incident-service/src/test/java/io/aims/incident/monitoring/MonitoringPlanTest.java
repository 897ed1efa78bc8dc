package io.aims.incident.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.validation.Validation;

import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.monitoring.Content.Bound;
import io.aims.incident.monitoring.Content.Cadence;
import io.aims.incident.monitoring.Content.Metric;
import io.aims.incident.monitoring.Content.Question;
import io.aims.incident.monitoring.Findings.Conclusion;
import io.aims.incident.monitoring.PlanState.Command;
import io.aims.platform.refusal.Refusal;

class MonitoringPlanTest {
  static final UUID AUTHOR = UUID.randomUUID();
  static final UUID APPROVER = UUID.randomUUID();
  static final Instant NOW = Instant.parse("2030-01-31T08:00:00Z");

  static Content content() {
    return content(new Cadence(1, Cadence.Unit.MONTHS, 10));
  }

  static Content content(Cadence cadence) {
    return new Content(List.of(new Question("complaints", "What did users complain about?")),
        List.of(new Metric("parity", "Parity gap", "fairness monitor", Bound.AT_MOST, new BigDecimal("0.10"))), cadence,
        UUID.randomUUID(), LocalDate.parse("2030-01-31"));
  }

  static MonitoringPlan draft() {
    return MonitoringPlan.draft(UUID.randomUUID(), UUID.randomUUID(), "MPL-0001", UUID.randomUUID(), content(), AUTHOR,
        NOW);
  }

  static MonitoringPlan inForce() {
    var plan = draft();
    plan.approve(1, APPROVER, NOW);
    return plan;
  }

  static MonitoringRound round() {
    return inForce().open(UUID.randomUUID(), NOW).orElseThrow().round();
  }

  static Findings findings(String parity, Conclusion conclusion) {
    return findings(parity, conclusion, null);
  }

  static Findings findings(String parity, Conclusion conclusion, String withoutIncident) {
    return Findings.of(content(), Map.of("complaints", "None"), Map.of("parity", new BigDecimal(parity)), conclusion,
        "Quiet", withoutIncident, AUTHOR, NOW);
  }

  static Stream<Arguments> each_state_takes_the_commands_that_it_lists() {
    return Arrays.stream(PlanState.values())
        .flatMap(state -> Arrays.stream(Command.values()).map(command -> Arguments.of(state, command)));
  }

  @ParameterizedTest
  @MethodSource
  void each_state_takes_the_commands_that_it_lists(PlanState state, Command command) {
    var plan = switch (state) {
      case DRAFT -> draft();
      case IN_FORCE -> {
        var revised = inForce();
        revised.revise(content(), AUTHOR);
        yield revised;
      }
      case RETIRED -> {
        var retired = inForce();
        retired.retire();
        yield retired;
      }
    };
    Runnable tell = () -> {
      switch (command) {
        case REVISION -> plan.revise(content(), AUTHOR);
        case APPROVAL -> plan.approve(plan.draft().revision(), APPROVER, NOW);
        case RETIREMENT -> plan.retire();
      }
    };

    if (state == PlanState.RETIRED) {
      assertThatThrownBy(tell::run).isInstanceOf(Refusal.NotAllowedNow.class);
    } else {
      assertThatCode(tell::run).doesNotThrowAnyException();
    }
  }

  @Test
  void nobody_approves_what_they_have_written_in() {
    var plan = draft();
    plan.revise(content(), APPROVER);

    assertThatThrownBy(() -> plan.approve(2, APPROVER, NOW)).isInstanceOf(Refusal.FourEyes.class);
    assertThatThrownBy(() -> plan.approve(2, AUTHOR, NOW)).isInstanceOf(Refusal.FourEyes.class);
    assertThatThrownBy(() -> plan.approve(1, UUID.randomUUID(), NOW)).isInstanceOf(Refusal.Stale.class);
  }

  @Test
  void what_is_approved_holds_until_something_later_is() {
    var plan = inForce();
    plan.revise(content(new Cadence(1, Cadence.Unit.DAYS, 1)), AUTHOR);

    var round = plan.open(UUID.randomUUID(), NOW).orElseThrow().round();

    assertThat(round.revision()).isEqualTo(1);
    assertThat(round.dueOn()).isEqualTo("2030-02-10");
    assertThat(plan.nextRoundOn()).isEqualTo("2030-02-28");
  }

  @Test
  void a_round_is_opened_on_its_day_and_once() {
    var plan = inForce();

    assertThat(plan.open(UUID.randomUUID(), NOW.minus(1, ChronoUnit.DAYS))).isEmpty();
    assertThat(plan.open(UUID.randomUUID(), NOW)).isPresent();
    assertThat(plan.open(UUID.randomUUID(), NOW)).isEmpty();
    plan.retire();
    assertThat(plan.open(UUID.randomUUID(), NOW.plus(900, ChronoUnit.DAYS))).isEmpty();
  }

  @Test
  void a_revision_asks_again_from_the_next_day_when_today_has_had_its_round() {
    var plan = inForce();
    plan.open(UUID.randomUUID(), NOW);
    plan.revise(content(new Cadence(1, Cadence.Unit.DAYS, 1)), AUTHOR);

    plan.approve(2, APPROVER, NOW);

    assertThat(plan.open(UUID.randomUUID(), NOW)).isEmpty();
    assertThat(plan.nextRoundOn()).isEqualTo("2030-02-01");
  }

  @Test
  void a_draft_asks_nothing() {
    assertThat(draft().open(UUID.randomUUID(), NOW.plus(900, ChronoUnit.DAYS))).isEmpty();
  }

  @Test
  void what_was_missed_is_one_round_and_the_cadence_goes_on() {
    var plan = inForce();

    plan.open(UUID.randomUUID(), Instant.parse("2030-06-15T00:00:00Z"));

    assertThat(plan.nextRoundOn()).as("counted from the first day, so that it stays the month's last")
        .isEqualTo("2030-06-30");
  }

  @ParameterizedTest
  @CsvSource({"DAYS,1,2030-01-30,2030-01-31", "DAYS,1,2030-01-31,2030-02-01", "WEEKS,2,2030-02-13,2030-02-14",
      "WEEKS,2,2030-02-14,2030-02-28", "MONTHS,1,2030-02-27,2030-02-28", "MONTHS,1,2030-02-28,2030-03-31",
      "MONTHS,3,2030-01-31,2030-04-30"})
  void the_next_round_is_the_first_after_a_day(Cadence.Unit unit, int every, LocalDate today, LocalDate next) {
    assertThat(content(new Cadence(every, unit, 1)).nextAfter(today)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"1e400,false", "-1e400,false", "1e2147483647,false", "1e-11,false", "1e15,false", "1e-10,true",
      "-999999999999999.5,true", "0,true"})
  void a_measure_is_a_number_that_can_be_kept(BigDecimal number, boolean fits) {
    try (var factory = Validation.byDefaultProvider()
        .configure()
        .messageInterpolator(new ParameterMessageInterpolator())
        .buildValidatorFactory()) {
      var metric = new Metric("parity", "Parity gap", "monitor", Bound.AT_MOST, number);
      var findings = new RoundResource.Complete(Map.of(), Map.of("parity", number), Conclusion.INCONCLUSIVE, "Quiet",
          null, null);

      assertThat(factory.getValidator().validate(metric).isEmpty()).isEqualTo(fits);
      assertThat(factory.getValidator().validate(findings).isEmpty()).isEqualTo(fits);
    }
  }

  @Test
  void the_threshold_itself_is_good() {
    assertThat(findings("0.10", Conclusion.AS_EXPECTED).breached()).isEmpty();
    assertThat(findings("0.11", Conclusion.ACTION_NEEDED).breached()).containsExactly("parity");
    assertThat(new Metric("recall", "Recall", "monitor", Bound.AT_LEAST, new BigDecimal("0.9"))
        .breachedBy(new BigDecimal("0.90"))).isFalse();
    assertThat(new Metric("recall", "Recall", "monitor", Bound.AT_LEAST, new BigDecimal("0.9"))
        .breachedBy(new BigDecimal("0.89"))).isTrue();
  }

  @Test
  void all_is_not_well_while_a_threshold_is_breached_or_something_is_not_answered() {
    assertThatThrownBy(() -> findings("0.11", Conclusion.AS_EXPECTED)).isInstanceOf(Refusal.Invalid.class);
    assertThatThrownBy(
        () -> Findings.of(content(), Map.of(), Map.of(), Conclusion.INCONCLUSIVE, "Nothing", null, AUTHOR,
            NOW))
        .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.violations()).hasSize(2));
  }

  @Test
  void a_round_is_completed_once_and_leads_to_one_incident() {
    var round = round();
    var incident = UUID.randomUUID();

    round.complete(findings("0.11", Conclusion.ACTION_NEEDED, "It is switched off"), null);
    round.link(incident);

    assertThatThrownBy(() -> round.complete(findings("0.1", Conclusion.AS_EXPECTED), null))
        .isInstanceOf(Refusal.NotAllowedNow.class);
    assertThatThrownBy(() -> round.link(UUID.randomUUID())).isInstanceOf(Refusal.Taken.class);
    assertThatThrownBy(round::requireNoIncident).isInstanceOf(Refusal.Taken.class);
  }

  @Test
  void its_incident_does_not_wait_for_the_answers() {
    var round = round();
    var incident = UUID.randomUUID();
    round.link(incident);

    assertThatThrownBy(() -> round.complete(findings("0.11", Conclusion.ACTION_NEEDED), UUID.randomUUID()))
        .isInstanceOf(Refusal.Taken.class);
    assertThat(round.complete(findings("0.11", Conclusion.ACTION_NEEDED), incident))
        .isInstanceOfSatisfying(RoundEvent.Completed.class,
            completed -> assertThat(completed.incidentId()).isEqualTo(incident));
    assertThatThrownBy(() -> round.complete(findings("0.1", Conclusion.AS_EXPECTED), null))
        .isInstanceOfSatisfying(Refusal.NotAllowedNow.class, refusal -> assertThat(refusal.allowed()).isEmpty());
  }

  /** Each conclusion with an incident, named before or now, and with a reason why there is none. */
  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "ACTION_NEEDED, -,      -,      incidentId",
      "ACTION_NEEDED, now,    -,      -",
      "ACTION_NEEDED, before, -,      -",
      "ACTION_NEEDED, -,      reason, -",
      "ACTION_NEEDED, now,    reason, withoutIncident",
      "ACTION_NEEDED, before, reason, withoutIncident",
      "INCONCLUSIVE,  -,      -,      -",
      "INCONCLUSIVE,  now,    -,      -",
      "INCONCLUSIVE,  -,      reason, withoutIncident",
      "AS_EXPECTED,   -,      -,      -",
      "AS_EXPECTED,   -,      reason, withoutIncident"})
  void what_needs_action_has_an_incident_or_a_reason_why_there_is_none(Conclusion conclusion, String incident,
      String withoutIncident, String broken) {
    var round = round();
    var found = findings("0.1", conclusion, withoutIncident);
    if ("before".equals(incident)) {
      round.link(UUID.randomUUID());
    }
    var named = "now".equals(incident) ? UUID.randomUUID() : null;

    if (broken == null) {
      assertThat(round.complete(found, named).texts().containsKey("withoutIncident"))
          .isEqualTo(withoutIncident != null);
      assertThat(round.state()).isEqualTo(MonitoringRound.State.COMPLETED);
    } else {
      assertThatThrownBy(() -> round.complete(found, named)).isInstanceOfSatisfying(Refusal.Invalid.class,
          refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly(broken));
      assertThat(round.state()).isEqualTo(MonitoringRound.State.OPEN);
    }
  }

  @Test
  void a_late_round_says_so_once_and_a_completed_one_never() {
    var late = round();
    var done = round();
    done.complete(findings("0.1", Conclusion.AS_EXPECTED), null);
    var day = Instant.parse("2030-02-11T00:00:00Z");

    assertThat(late.ring(day.minusNanos(1000))).isEmpty();
    assertThat(late.ring(day)).isPresent();
    assertThat(late.ring(day)).isEmpty();
    assertThat(late.overdue(day)).isTrue();
    assertThat(done.ring(day)).isEmpty();
  }

  @Test
  void a_plan_asks_something_and_each_thing_by_an_id_of_its_own() {
    var empty = new Content(List.of(), List.of(), new Cadence(1, Cadence.Unit.DAYS, 1), AUTHOR,
        LocalDate.parse("2030-01-31"));
    var twice = new Content(List.of(new Question("a", "A?"), new Question("a", "Again?")), List.of(),
        new Cadence(1, Cadence.Unit.DAYS, 1), AUTHOR, LocalDate.parse("2030-01-31"));
    var never = new Content(List.of(new Question("a", "A?")), List.of(), new Cadence(1, Cadence.Unit.DAYS, 1), AUTHOR,
        LocalDate.MIN);

    assertThat(List.of(empty, twice, never))
        .allSatisfy(content -> assertThatThrownBy(content::check).isInstanceOf(Refusal.Invalid.class));
  }
}
