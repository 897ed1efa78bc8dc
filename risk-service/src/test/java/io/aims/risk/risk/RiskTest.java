package io.aims.risk.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.criteria.Criteria;
import io.aims.risk.criteria.CriteriaInForce;
import io.aims.risk.criteria.CriteriaTest;
import io.aims.risk.criteria.Level;
import io.aims.risk.risk.Scores.Kind;
import io.aims.risk.risk.Treatment.Option;

class RiskTest {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final UUID OWNER = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final String AUTHOR = UUID.randomUUID().toString();
  private static final CriteriaInForce CRITERIA = new CriteriaInForce(1, CriteriaTest.usual());

  @Test
  void a_score_has_the_level_that_the_criteria_give_it() {
    var risk = identified();

    var event = risk.score(Kind.INHERENT, 4, 5, CRITERIA, AUTHOR, NOW);

    assertThat(event).isEqualTo(
        new RiskEvent.Scored(Kind.INHERENT, 4, 5, 20, Level.VERY_HIGH, 1, 2, false, List.of(), false, List.of()));
    assertThat(risk.scores().inherent()).isEqualTo(new Scores.Score(4, 5, Level.VERY_HIGH, 1, AUTHOR, NOW));
  }

  @Test
  void its_owner_accepts_what_remains_for_as_long_as_the_criteria_say() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);

    var event = risk.accept(3, OWNER, false, CRITERIA, NOW);

    assertThat(event).isEqualTo(
        new RiskEvent.Accepted(3, OWNER, Level.MODERATE, 1, false, LocalDate.parse("2027-11-23"), List.of()));
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.ACCEPTED);
  }

  @Test
  void nobody_but_the_owner_accepts() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);

    assertThatThrownBy(() -> risk.accept(3, UUID.randomUUID(), false, CRITERIA, NOW))
        .isInstanceOf(Refusal.Forbidden.class);
    assertThat(risk.acceptance()).isNull();
  }

  @Test
  void an_owner_who_contributed_to_the_revision_does_not_accept_it() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);
    risk.score(Kind.CURRENT, 2, 2, CRITERIA, OWNER.toString(), NOW);

    assertThatThrownBy(() -> risk.accept(4, OWNER, false, CRITERIA, NOW)).isInstanceOf(Refusal.FourEyes.class);
  }

  @Test
  void an_acceptance_of_another_revision_is_stale() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);

    assertThatThrownBy(() -> risk.accept(2, OWNER, false, CRITERIA, NOW)).isInstanceOf(Refusal.Stale.class);
  }

  @Test
  void above_the_appetite_the_owner_has_to_state_the_exception() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);
    risk.score(Kind.RESIDUAL, 3, 5, CRITERIA, AUTHOR, NOW);

    assertThatThrownBy(() -> risk.accept(4, OWNER, false, CRITERIA, NOW)).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field)
            .containsExactly("beyondAppetite"));
    assertThat(risk.accept(4, OWNER, true, CRITERIA, NOW)).isEqualTo(
        new RiskEvent.Accepted(4, OWNER, Level.HIGH, 1, true, LocalDate.parse("2027-11-23"), List.of()));
  }

  @Test
  void an_exception_that_is_none_is_not_recorded_as_one() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);

    risk.accept(3, OWNER, true, CRITERIA, NOW);

    assertThat(risk.acceptance().beyondAppetite()).isFalse();
  }

  @Test
  void the_criteria_in_force_decide_and_not_those_of_the_score() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);
    var stricter = new CriteriaInForce(2, new Criteria(CRITERIA.content().likelihood(),
        CRITERIA.content().consequence(), CRITERIA.content().matrix(), Level.LOW, 3));

    assertThatThrownBy(() -> risk.accept(3, OWNER, false, stricter, NOW)).isInstanceOf(Refusal.Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_new_score_of_any_kind_voids_the_acceptance(Kind kind) {
    var risk = at(RiskState.ACCEPTED);

    var event = (RiskEvent.Scored) risk.score(kind, 1, 1, CRITERIA, AUTHOR, NOW);

    assertThat(event.acceptanceVoided()).isTrue();
    assertThat(event.revision()).isEqualTo(4);
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.AWAITING_ACCEPTANCE);
  }

  @Test
  void a_new_treatment_voids_the_acceptance() {
    var risk = at(RiskState.ACCEPTED);

    var event = (RiskEvent.TreatmentPlanned) risk.plan(Option.RETAIN, List.of(), AUTHOR, NOW);

    assertThat(event.acceptanceVoided()).isTrue();
    assertThat(risk.acceptance()).isNull();
  }

  @Test
  void an_acceptance_runs_out_and_can_be_given_again() {
    var risk = at(RiskState.ACCEPTED);
    var later = LocalDate.parse("2027-11-23");

    assertThat(risk.state(later.minusDays(1))).isEqualTo(RiskState.ACCEPTED);
    assertThat(risk.state(later)).isEqualTo(RiskState.AWAITING_ACCEPTANCE);
    risk.accept(3, OWNER, false, CRITERIA, Instant.parse("2027-11-24T00:00:00Z"));
    assertThat(risk.state(later)).isEqualTo(RiskState.ACCEPTED);
  }

  @Test
  void an_incident_voids_the_acceptance_and_leaves_the_content_alone() {
    var risk = at(RiskState.ACCEPTED);
    var flag = flag();

    var event = risk.flag(flag);

    assertThat(event).isEqualTo(new RiskEvent.Flagged(flag.incidentId(), "FAIRNESS", "MAJOR", true));
    assertThat(risk.content().number()).isEqualTo(3);
    assertThat(risk.caseId()).isEqualTo(flag.caseId());
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.FLAGGED);
  }

  @Test
  void a_residual_score_clears_all_flags_and_others_none() {
    var risk = at(RiskState.ACCEPTED);
    var first = flag();
    var second = flag();
    risk.flag(first);
    risk.flag(second);

    var current = (RiskEvent.Scored) risk.score(Kind.CURRENT, 4, 4, CRITERIA, AUTHOR, NOW);
    var residual = (RiskEvent.Scored) risk.score(Kind.RESIDUAL, 2, 4, CRITERIA, AUTHOR, NOW);

    assertThat(current.clearedFlag()).isFalse();
    assertThat(residual.clearedFlag()).isTrue();
    assertThat(residual.incidentIds()).containsExactly(first.incidentId(), second.incidentId());
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.AWAITING_ACCEPTANCE);
  }

  @Test
  void a_risk_is_part_of_the_case_until_it_is_accepted_anew() {
    var risk = at(RiskState.ACCEPTED);
    var flag = flag();
    risk.flag(flag);
    risk.score(Kind.RESIDUAL, 2, 4, CRITERIA, AUTHOR, NOW);

    assertThat(risk.caseId()).isEqualTo(flag.caseId());
    risk.accept(4, OWNER, false, CRITERIA, NOW);
    assertThat(risk.caseId()).isNull();
  }

  @Test
  void a_second_incident_does_not_take_the_risk_away_from_the_first_case() {
    var risk = at(RiskState.ACCEPTED);
    var first = flag();
    var second = flag();
    risk.flag(first);
    risk.flag(second);
    risk.flag(new Flag(UUID.randomUUID(), "DRIFT", "MINOR", second.caseId(), NOW));
    var further = List.of(second.caseId());

    assertThat(risk.caseId()).isEqualTo(first.caseId());
    assertThat(((RiskEvent.TreatmentPlanned) risk.plan(Option.RETAIN, List.of(), AUTHOR, NOW)).linkedCases())
        .isEqualTo(further);
    assertThat(((RiskEvent.Scored) risk.score(Kind.RESIDUAL, 2, 4, CRITERIA, AUTHOR, NOW)).linkedCases())
        .isEqualTo(further);
    assertThat(((RiskEvent.HandedOver) risk.handOver(OTHER, OWNER, false)).linkedCases()).isEqualTo(further);
    assertThat(((RiskEvent.Accepted) risk.accept(5, OTHER, false, CRITERIA, NOW)).linkedCases()).isEqualTo(further);
    assertThat(risk.caseId()).isNull();
    assertThat(((RiskEvent.Scored) risk.score(Kind.RESIDUAL, 2, 4, CRITERIA, AUTHOR, NOW)).linkedCases()).isEmpty();
  }

  @Test
  void a_flag_of_what_was_no_incident_is_withdrawn_and_the_voided_acceptance_stays_void() {
    var risk = at(RiskState.ACCEPTED);
    var flag = flag();
    risk.flag(flag);

    var event = risk.withdrawFlag(flag.incidentId());

    assertThat(event).contains(new RiskEvent.FlagWithdrawn(flag.incidentId(), List.of()));
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.AWAITING_ACCEPTANCE);
    assertThat(risk.content().number()).isEqualTo(3);
    assertThat(risk.caseId()).isNull();
    risk.accept(3, OWNER, false, CRITERIA, NOW);
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.ACCEPTED);
  }

  @Test
  void while_another_flag_stands_the_risk_stays_flagged_and_goes_on_in_that_case() {
    var risk = at(RiskState.ACCEPTED);
    var first = flag();
    var second = flag();
    var third = flag();
    Stream.of(first, second, third).forEach(risk::flag);

    var event = risk.withdrawFlag(first.incidentId());

    assertThat(event).contains(
        new RiskEvent.FlagWithdrawn(first.incidentId(), List.of(second.incidentId(), third.incidentId())));
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.FLAGGED);
    assertThat(risk.caseId()).isEqualTo(second.caseId());
    assertThat(risk.linkedCases().ids()).containsExactly(third.caseId());
    risk.withdrawFlag(third.incidentId());
    assertThat(risk.linkedCases().ids()).isEmpty();
  }

  @Test
  void a_case_goes_with_its_last_flag_only() {
    var risk = at(RiskState.ACCEPTED);
    var flag = flag();
    risk.flag(flag);
    risk.flag(new Flag(UUID.randomUUID(), "DRIFT", "MINOR", flag.caseId(), NOW));

    risk.withdrawFlag(flag.incidentId());

    assertThat(risk.caseId()).isEqualTo(flag.caseId());
  }

  @Test
  void a_flag_that_is_not_there_is_not_withdrawn() {
    var risk = at(RiskState.FLAGGED);

    assertThat(risk.withdrawFlag(UUID.randomUUID())).isEmpty();
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.FLAGGED);
  }

  @ParameterizedTest
  @CsvSource({
      "ASSESSING,           owner scores treatment",
      "AWAITING_ACCEPTANCE, owner scores treatment acceptance",
      "ACCEPTED,            owner scores treatment acceptance",
      "FLAGGED,             owner scores treatment"})
  void each_state_allows_its_commands_and_says_which(RiskState state, String allowed) {
    assertThat(state.commands()).containsExactlyInAnyOrder(allowed.split(" "));
    for (var command : List.of("owner", "scores", "treatment", "acceptance")) {
      var risk = at(state);
      if (state.commands().contains(command)) {
        assertThat(run(command, risk)).isNotNull();
      } else {
        assertThatThrownBy(() -> run(command, risk)).isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
            refusal -> assertThat(refusal.allowed()).isEqualTo(state.commands()));
      }
    }
  }

  @Test
  void what_the_former_owner_accepted_the_new_one_accepts_anew() {
    var risk = at(RiskState.ACCEPTED);

    var event = risk.handOver(OTHER, OWNER, false);

    assertThat(event).isEqualTo(new RiskEvent.HandedOver(OWNER, OTHER, true, List.of()));
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.AWAITING_ACCEPTANCE);
    assertThat(risk.content().number()).isEqualTo(3);
    assertThatThrownBy(() -> risk.accept(3, OWNER, false, CRITERIA, NOW)).isInstanceOf(Refusal.Forbidden.class);
    risk.accept(3, OTHER, false, CRITERIA, NOW);
    assertThat(risk.acceptance().acceptedBy()).isEqualTo(OTHER);
  }

  @Test
  void an_owner_who_scored_it_himself_hands_over_and_the_next_one_accepts() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);
    risk.score(Kind.RESIDUAL, 1, 4, CRITERIA, OWNER.toString(), NOW);

    var event = risk.handOver(OTHER, OWNER, false);

    assertThat(event).isEqualTo(new RiskEvent.HandedOver(OWNER, OTHER, false, List.of()));
    risk.accept(4, OTHER, false, CRITERIA, NOW);
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.ACCEPTED);
  }

  @Test
  void who_scored_it_does_not_accept_it_after_getting_it_back_either() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);
    risk.score(Kind.RESIDUAL, 1, 4, CRITERIA, OWNER.toString(), NOW);
    risk.handOver(OTHER, OWNER, false);
    risk.accept(4, OTHER, false, CRITERIA, NOW);
    risk.handOver(OWNER, OTHER, false);

    assertThatThrownBy(() -> risk.accept(4, OWNER, false, CRITERIA, NOW)).isInstanceOf(Refusal.FourEyes.class);
  }

  @Test
  void only_its_owner_and_governance_hand_a_risk_over() {
    var risk = at(RiskState.ACCEPTED);
    var stranger = UUID.randomUUID();

    assertThatThrownBy(() -> risk.handOver(OTHER, stranger, false)).isInstanceOf(Refusal.Forbidden.class);
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.ACCEPTED);
    assertThat(risk.handOver(OTHER, stranger, true)).isEqualTo(new RiskEvent.HandedOver(OWNER, OTHER, true, List.of()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_risk_is_not_handed_over_to_the_owner_that_it_has(boolean governance) {
    var risk = at(RiskState.ACCEPTED);

    assertThatThrownBy(() -> risk.handOver(OWNER, OWNER, governance)).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly("ownerId"));
    assertThat(risk.acceptance()).isNotNull();
  }

  @Test
  void governance_takes_a_risk_over_unless_it_contributed() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);
    var author = UUID.fromString(AUTHOR);

    assertThatThrownBy(() -> risk.handOver(author, author, true)).isInstanceOf(Refusal.FourEyes.class);
    assertThat(risk.ownerId()).isEqualTo(OWNER);
    risk.handOver(OTHER, OTHER, true);
    assertThat(risk.ownerId()).isEqualTo(OTHER);
  }

  @Test
  void neither_a_score_nor_a_treatment_alone_is_enough_to_accept() {
    var scored = identified();
    scored.score(Kind.RESIDUAL, 1, 1, CRITERIA, AUTHOR, NOW);
    var treated = identified();
    treated.plan(Option.RETAIN, List.of(), AUTHOR, NOW);

    assertThat(scored.state(TODAY)).isEqualTo(RiskState.ASSESSING);
    assertThat(treated.state(TODAY)).isEqualTo(RiskState.ASSESSING);
  }

  @ParameterizedTest
  @EnumSource(RiskState.class)
  void an_incident_can_touch_a_risk_in_any_state(RiskState state) {
    var risk = at(state);

    risk.flag(flag());

    assertThat(risk.state(TODAY)).isEqualTo(RiskState.FLAGGED);
  }

  @ParameterizedTest
  @EnumSource(value = Option.class, names = "RETAIN", mode = EnumSource.Mode.EXCLUDE)
  void a_treatment_other_than_retaining_does_something(Option option) {
    var risk = identified();

    assertThatThrownBy(() -> risk.plan(option, List.of(), AUTHOR, NOW)).isInstanceOf(Refusal.Invalid.class);
    assertThat(risk.content().number()).isEqualTo(1);
  }

  @Test
  void an_action_is_not_due_in_the_past() {
    var risk = identified();
    var actions = List.of(action(TODAY), action(TODAY.minusDays(1)));

    assertThatThrownBy(() -> risk.plan(Option.MODIFY, actions, AUTHOR, NOW)).isInstanceOfSatisfying(
        Refusal.Invalid.class, refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field)
            .containsExactly("actions[1].dueOn"));
  }

  @Test
  void a_step_that_stays_may_be_overdue_by_now_unless_its_day_is_moved() {
    var risk = identified();
    var step = action(TODAY);
    risk.plan(Option.MODIFY, List.of(step), AUTHOR, NOW);
    var later = NOW.plus(Duration.ofDays(9));

    risk.plan(Option.SHARE, List.of(step, action(TODAY.plusDays(30))), AUTHOR, later);

    assertThat(risk.treatment().actions()).hasSize(2).contains(step);
    var moved = List.of(new Treatment.Action(step.id(), step.description(), TODAY.plusDays(1), null));
    assertThatThrownBy(() -> risk.plan(Option.SHARE, moved, AUTHOR, later)).isInstanceOfSatisfying(
        Refusal.Invalid.class, refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field)
            .containsExactly("actions[0].dueOn"));
  }

  @Test
  void only_steps_of_the_present_treatment_stay_and_each_once() {
    var risk = identified();
    var step = action(TODAY);
    risk.plan(Option.MODIFY, List.of(step), AUTHOR, NOW);

    Treatment.requireStaying(risk.treatment(), Arrays.asList(null, step.id(), null));
    assertThatThrownBy(
        () -> Treatment.requireStaying(risk.treatment(), List.of(step.id(), UUID.randomUUID(), step.id())))
        .isInstanceOfSatisfying(Refusal.Invalid.class,
            refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field)
                .containsExactly("actions[1].id", "actions[2].id"));
    assertThatThrownBy(() -> Treatment.requireStaying(null, List.of(step.id()))).isInstanceOf(Refusal.Invalid.class);
  }

  /** One event of each type, from a risk that lives through all of them. */
  @Test
  void a_risk_that_a_case_has_taught_is_part_of_it_until_it_is_accepted() {
    var caseId = UUID.randomUUID();
    var risk = Risk.identify(UUID.randomUUID(), new Risk.Origin(UUID.randomUUID(), UUID.randomUUID(), null, caseId),
        "RSK-0002", new RiskStatement(Theme.PRIVACY, null, null, "Prompts leak", "Logs", "Harm"), OWNER, AUTHOR, NOW);

    assertThat(risk.caseId()).isEqualTo(caseId);
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.ASSESSING);
    risk.score(Kind.RESIDUAL, 2, 2, CRITERIA, AUTHOR, NOW);
    risk.plan(Option.RETAIN, List.of(), AUTHOR, NOW);
    risk.accept(3, OWNER, false, CRITERIA, NOW);
    assertThat(risk.caseId()).isNull();
  }

  @Test
  void a_step_that_a_case_has_taught_is_added_to_the_plan_and_voids_the_acceptance() {
    var risk = at(RiskState.ACCEPTED);
    var planned = risk.treatment().actions().getFirst();
    var taught = taught(TODAY);
    var caseId = UUID.randomUUID();

    var event = (RiskEvent.TreatmentPlanned) risk.planFurther(taught, caseId, OTHER.toString(), NOW);

    assertThat(risk.treatment().actions()).containsExactly(planned, taught);
    assertThat(event.actions()).last().isEqualTo(new RiskEvent.DueAction(taught.id(), TODAY, "A.7.4"));
    assertThat(event.acceptanceVoided()).isTrue();
    assertThat(event.texts()).containsEntry("actions[1].description", taught.description());
    assertThat(risk.state(TODAY)).isEqualTo(RiskState.AWAITING_ACCEPTANCE);
    assertThat(risk.content().isBy(OTHER.toString())).isTrue();
    assertThat(risk.caseId()).isEqualTo(caseId);
  }

  @ParameterizedTest
  @CsvSource({"MODIFY, MODIFY", "AVOID, AVOID", "SHARE, SHARE", "RETAIN, MODIFY"})
  void a_further_step_modifies_what_was_to_be_retained(Option present, Option then) {
    var risk = identified();
    risk.plan(present, List.of(action(TODAY)), AUTHOR, NOW);

    risk.planFurther(taught(TODAY), UUID.randomUUID(), AUTHOR, NOW);

    assertThat(risk.treatment().option()).isEqualTo(then);
  }

  @Test
  void a_further_step_can_be_the_first() {
    var risk = identified();

    risk.planFurther(taught(TODAY), UUID.randomUUID(), AUTHOR, NOW);

    assertThat(risk.treatment().option()).isEqualTo(Option.MODIFY);
    assertThat(risk.treatment().actions()).hasSize(1);
  }

  @Test
  void a_further_step_is_not_due_in_the_past_though_others_may_be_overdue() {
    var risk = at(RiskState.AWAITING_ACCEPTANCE);
    var later = NOW.plusSeconds(86_400);

    assertThatThrownBy(() -> risk.planFurther(taught(TODAY), UUID.randomUUID(), AUTHOR, later))
        .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.violations())
            .extracting(Refusal.Violation::field)
            .containsExactly("dueOn"));
    assertThat(risk.caseId()).isNull();
    risk.planFurther(taught(TODAY.plusDays(1)), UUID.randomUUID(), AUTHOR, later);
    assertThat(risk.treatment().actions()).hasSize(2);
  }

  @Test
  void a_plan_that_is_full_takes_no_further_step() {
    var risk = identified();
    risk.plan(Option.MODIFY, Stream.generate(() -> action(TODAY)).limit(Treatment.MOST - 1).toList(), AUTHOR, NOW);
    risk.planFurther(taught(TODAY), UUID.randomUUID(), AUTHOR, NOW);

    assertThatThrownBy(() -> risk.planFurther(taught(TODAY), UUID.randomUUID(), AUTHOR, NOW))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(risk.treatment().actions()).hasSize(Treatment.MOST);
  }

  @Test
  void a_step_from_a_second_case_counts_for_both() {
    var risk = identified();
    var flag = flag();
    var second = UUID.randomUUID();
    risk.flag(flag);

    var event = (RiskEvent.TreatmentPlanned) risk.planFurther(taught(TODAY), second, AUTHOR, NOW);

    assertThat(risk.caseId()).isEqualTo(flag.caseId());
    assertThat(event.linkedCases()).containsExactly(second);
  }

  static Stream<RiskEvent> events() {
    var risk = identified();
    var dismissed = flag();
    return Stream.of(risk.identified(), risk.score(Kind.RESIDUAL, 2, 4, CRITERIA, AUTHOR, NOW),
        risk.plan(Option.MODIFY, List.of(action(TODAY)), AUTHOR, NOW), risk.accept(3, OWNER, false, CRITERIA, NOW),
        risk.flag(flag()), risk.flag(flag()), risk.flag(dismissed),
        risk.withdrawFlag(dismissed.incidentId()).orElseThrow(), risk.handOver(OTHER, OWNER, false),
        risk.plan(Option.RETAIN, List.of(), AUTHOR, NOW),
        risk.planFurther(taught(TODAY), UUID.randomUUID(), AUTHOR, NOW),
        risk.score(Kind.RESIDUAL, 3, 3, CRITERIA, AUTHOR, NOW), risk.accept(6, OTHER, true, CRITERIA, NOW));
  }

  private static RiskEvent run(String command, Risk risk) {
    return switch (command) {
      case "scores" -> risk.score(Kind.CURRENT, 1, 1, CRITERIA, AUTHOR, NOW);
      case "treatment" -> risk.plan(Option.RETAIN, List.of(), AUTHOR, NOW);
      case "owner" -> risk.handOver(OTHER, OWNER, false);
      case "acceptance" -> risk.accept(risk.content().number(), OWNER, false, CRITERIA, NOW);
      default -> throw new IllegalArgumentException(command);
    };
  }

  private static Risk at(RiskState state) {
    var risk = identified();
    if (state == RiskState.ASSESSING) {
      return risk;
    }
    risk.score(Kind.RESIDUAL, 2, 4, CRITERIA, AUTHOR, NOW);
    risk.plan(Option.MODIFY, List.of(action(TODAY)), AUTHOR, NOW);
    switch (state) {
      case ACCEPTED -> risk.accept(3, OWNER, false, CRITERIA, NOW);
      case FLAGGED -> risk.flag(flag());
      case AWAITING_ACCEPTANCE, ASSESSING -> {
      }
    }
    assertThat(risk.state(TODAY)).isEqualTo(state);
    return risk;
  }

  static Risk identified() {
    return Risk.identify(UUID.randomUUID(),
        new Risk.Origin(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), null), "RSK-0001",
        new RiskStatement(Theme.FAIRNESS, Taxonomy.MIT_AI_RISK, "1.1", "Unequal treatment",
            "Skewed data", "People are refused"),
        OWNER, AUTHOR, NOW);
  }

  static Flag flag() {
    return new Flag(UUID.randomUUID(), "FAIRNESS", "MAJOR", UUID.randomUUID(), NOW);
  }

  private static Treatment.Action taught(LocalDate dueOn) {
    return new Treatment.Action(UUID.randomUUID(), "Check the quality before training", dueOn, "A.7.4");
  }

  private static Treatment.Action action(LocalDate dueOn) {
    return new Treatment.Action(UUID.randomUUID(), "Rebalance the training data", dueOn, null);
  }
}
