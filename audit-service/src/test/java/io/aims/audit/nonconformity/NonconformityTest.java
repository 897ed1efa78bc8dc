package io.aims.audit.nonconformity;

import static io.aims.audit.nonconformity.NonconformityCommand.COMPLETION;
import static io.aims.audit.nonconformity.NonconformityCommand.CORRECTION;
import static io.aims.audit.nonconformity.NonconformityCommand.CORRECTIVE_ACTION;
import static io.aims.audit.nonconformity.NonconformityCommand.EFFECTIVENESS;
import static io.aims.audit.nonconformity.NonconformityCommand.RECURRENCE;
import static io.aims.audit.nonconformity.NonconformityCommand.ROOT_CAUSE;
import static io.aims.audit.nonconformity.NonconformityState.ACTING;
import static io.aims.audit.nonconformity.NonconformityState.CLOSED;
import static io.aims.audit.nonconformity.NonconformityState.CONTRADICTED;
import static io.aims.audit.nonconformity.NonconformityState.CORRECTED;
import static io.aims.audit.nonconformity.NonconformityState.PLANNING;
import static io.aims.audit.nonconformity.NonconformityState.RAISED;
import static io.aims.audit.nonconformity.NonconformityState.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.audit.nonconformity.Recurrence.Happening;
import io.aims.platform.refusal.Refusal;

class NonconformityTest {
  private static final Instant NOW = Instant.parse("2026-11-03T23:30:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-03");
  private static final UUID OWNER = new UUID(0, 1);
  private static final UUID ANALYST = new UUID(0, 2);
  private static final UUID ACTION_OWNER = new UUID(0, 3);
  private static final UUID EXECUTOR = new UUID(0, 4);
  private static final UUID AUDITOR = new UUID(0, 5);
  private static final UUID FIRST_AIDER = new UUID(0, 6);
  private static final UUID PLANNER = new UUID(0, 7);
  private static final UUID PROPOSER = new UUID(0, 8);
  private static final UUID REWRITER = new UUID(0, 88);
  private static final UUID JUDGE = new UUID(0, 9);
  private static final UUID RECURRING = new UUID(2, 2);
  private static final UUID AGAIN = new UUID(2, 3);
  private static final UUID ITS_OTHER_CASE = new UUID(5, 3);
  private static final UUID ITS_CASE = new UUID(5, 2);
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);

  /** What each state allows, and where it leads when everything goes well. */
  private static final Map<NonconformityState, Map<NonconformityCommand, NonconformityState>> TABLE = Map.of(
      RAISED, Map.of(CORRECTION, CORRECTED),
      CORRECTED, Map.of(ROOT_CAUSE, PLANNING),
      PLANNING, Map.of(ROOT_CAUSE, PLANNING, CORRECTIVE_ACTION, ACTING),
      ACTING, Map.of(CORRECTIVE_ACTION, ACTING, COMPLETION, VERIFYING),
      VERIFYING, Map.of(CORRECTIVE_ACTION, ACTING, EFFECTIVENESS, CLOSED),
      CLOSED, Map.of(),
      CONTRADICTED, Map.of(RECURRENCE, PLANNING));

  @ParameterizedTest
  @MethodSource("allPairs")
  void each_command_is_possible_in_some_states_and_refused_in_the_others(NonconformityState state,
      NonconformityCommand command) {
    var nonconformity = in(state);
    var expected = TABLE.get(state).get(command);

    if (expected != null) {
      assertThat(run(nonconformity, command)).isNotNull();
      assertThat(nonconformity.state()).isEqualTo(expected);
    } else {
      assertThatExceptionOfType(Refusal.NotAllowedNow.class).isThrownBy(() -> run(nonconformity, command))
          .satisfies(refusal -> assertThat(refusal.state()).isEqualTo(state.name()))
          .satisfies(refusal -> assertThat(refusal.allowed()).isEqualTo(
              TABLE.get(state).keySet().stream().map(NonconformityCommand::path).collect(Collectors.toSet())));
      assertThat(nonconformity.state()).isEqualTo(state);
    }
  }

  static Stream<Arguments> allPairs() {
    return Arrays.stream(NonconformityState.values())
        .flatMap(state -> Arrays.stream(NonconformityCommand.values()).map(command -> Arguments.of(state, command)));
  }

  @Test
  void is_raised_with_facts_in_the_event_and_prose_beside_it() {
    var event = (NonconformityEvent.Raised) raise().raised();

    assertThat(event.reference()).isEqualTo("NC-0001");
    assertThat(event.nodes()).containsExactly("9.1", "A.6.2.6");
    assertThat(event.texts()).containsOnlyKeys("title", "statement");
  }

  @Test
  void waits_for_the_last_open_action_before_it_is_verified() {
    var nonconformity = in(PLANNING);
    plan(nonconformity, FIRST);
    plan(nonconformity, SECOND);

    nonconformity.completeCorrectiveAction(SECOND, "retrained", EXECUTOR, NOW);
    assertThat(nonconformity.state()).isEqualTo(ACTING);

    nonconformity.completeCorrectiveAction(FIRST, "alarm set", EXECUTOR, NOW);
    assertThat(nonconformity.state()).isEqualTo(VERIFYING);
  }

  @Test
  void an_action_is_completed_once_and_an_unknown_one_never() {
    var nonconformity = in(ACTING);
    plan(nonconformity, SECOND);
    nonconformity.completeCorrectiveAction(FIRST, "done", EXECUTOR, NOW);

    assertThatExceptionOfType(Refusal.Taken.class)
        .isThrownBy(() -> nonconformity.completeCorrectiveAction(FIRST, "again", AUDITOR, NOW));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> nonconformity.completeCorrectiveAction(AUDITOR, "what", EXECUTOR, NOW));
    assertThat(nonconformity.correctiveActions().getFirst().completion().result()).isEqualTo("done");
  }

  @Test
  void an_action_is_not_due_before_it_is_planned() {
    var nonconformity = in(PLANNING);

    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(
        () -> nonconformity.planCorrectiveAction(
            CorrectiveAction.planned(FIRST, "x", ACTION_OWNER, TODAY.minusDays(1), OWNER, NOW)));
    assertThat(nonconformity.state()).isEqualTo(PLANNING);
  }

  @Test
  void what_does_not_work_leads_back_to_planning_and_is_remembered() {
    var nonconformity = in(VERIFYING);

    var event = nonconformity.verifyEffectiveness(false, "drifted again", AUDITOR, NOW);

    assertThat(event).isEqualTo(new NonconformityEvent.EffectivenessVerified(AUDITOR, false));
    assertThat(nonconformity.state()).isEqualTo(PLANNING);
    assertThat(nonconformity.correctiveActions()).hasSize(1);
    assertThat(nonconformity.effectiveness().effective()).isFalse();
  }

  @ParameterizedTest
  @MethodSource
  void nobody_verifies_their_own_remedy(String who, UUID verifier) {
    var nonconformity = in(VERIFYING);

    assertThatExceptionOfType(Refusal.FourEyes.class).as(who)
        .isThrownBy(() -> nonconformity.verifyEffectiveness(true, "looks fine", verifier, NOW));
    assertThat(nonconformity.state()).isEqualTo(VERIFYING);
    assertThat(nonconformity.effectiveness()).isNull();
  }

  static Stream<Arguments> nobody_verifies_their_own_remedy() {
    return Stream.of(Arguments.of("owner", OWNER), Arguments.of("author of the root cause", ANALYST),
        Arguments.of("who recorded the correction", FIRST_AIDER),
        Arguments.of("who proposed an action", PROPOSER),
        Arguments.of("who wrote its review anew", REWRITER), Arguments.of("who planned an action", PLANNER),
        Arguments.of("owner of an action", ACTION_OWNER),
        Arguments.of("who completed an action", EXECUTOR));
  }

  @Test
  void who_acted_in_an_earlier_round_does_not_verify_a_later_one() {
    var nonconformity = in(VERIFYING);
    nonconformity.verifyEffectiveness(false, "no", AUDITOR, NOW);
    nonconformity.planCorrectiveAction(CorrectiveAction.planned(SECOND, "other", OWNER, TODAY, OWNER, NOW));
    nonconformity.completeCorrectiveAction(SECOND, "done", OWNER, NOW);

    assertThatExceptionOfType(Refusal.FourEyes.class)
        .isThrownBy(() -> nonconformity.verifyEffectiveness(true, "fine", EXECUTOR, NOW));
  }

  @Test
  void who_found_a_cause_that_was_replaced_later_does_not_verify_either() {
    var nonconformity = in(VERIFYING);
    nonconformity.verifyEffectiveness(false, "no", AUDITOR, NOW);
    nonconformity.determineRootCause(RootCauseMethod.FISHBONE, "another one", OWNER, NOW);
    nonconformity.planCorrectiveAction(CorrectiveAction.planned(SECOND, "other", OWNER, TODAY, OWNER, NOW));
    nonconformity.completeCorrectiveAction(SECOND, "done", OWNER, NOW);

    assertThatExceptionOfType(Refusal.FourEyes.class)
        .isThrownBy(() -> nonconformity.verifyEffectiveness(true, "fine", ANALYST, NOW));
    assertThat(nonconformity.state()).isEqualTo(VERIFYING);
  }

  @ParameterizedTest
  @EnumSource(value = NonconformityState.class, names = {"CLOSED", "CONTRADICTED"}, mode = EnumSource.Mode.EXCLUDE)
  void what_happens_again_before_its_remedy_is_verified_is_noted_and_contradicts_nothing(NonconformityState state) {
    var nonconformity = in(state);

    var event = nonconformity.recur(RECURRING, ITS_CASE, NOW);

    assertThat(event).isEqualTo(new NonconformityEvent.Recurred(RECURRING, 1, false, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(state);
    assertThat(nonconformity.recurrence().valid())
        .containsExactly(new Happening(RECURRING, ITS_CASE, NOW, false, false));
  }

  @Test
  void what_happens_again_after_all_is_closed_no_longer_and_counts_each_time() {
    var nonconformity = in(CLOSED);

    var first = nonconformity.recur(RECURRING, ITS_CASE, NOW);
    var second = nonconformity.recur(AGAIN, ITS_OTHER_CASE, NOW);

    assertThat(first).isEqualTo(new NonconformityEvent.Recurred(RECURRING, 1, true, List.of(ITS_CASE)));
    assertThat(second).isEqualTo(new NonconformityEvent.Recurred(AGAIN, 2, true, List.of(ITS_OTHER_CASE)));
    assertThat(nonconformity.state()).isEqualTo(CONTRADICTED);
  }

  @Test
  void re_opening_leads_back_to_planning_as_not_effective() {
    var nonconformity = in(CONTRADICTED);

    var event = nonconformity.judgeRecurrence(true, "the same cause", OWNER, NOW);

    assertThat(event).isEqualTo(new NonconformityEvent.RecurrenceJudged(OWNER, true, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(PLANNING);
    assertThat(nonconformity.effectiveness()).isEqualTo(new EffectivenessCheck(false, OWNER, "the same cause", NOW));
  }

  @Test
  void upholding_closes_again_and_leaves_the_finding_as_it_was() {
    var nonconformity = in(CONTRADICTED);

    nonconformity.judgeRecurrence(false, "another cause", JUDGE, NOW);

    assertThat(nonconformity.state()).isEqualTo(CLOSED);
    assertThat(nonconformity.effectiveness().verifierId()).isEqualTo(AUDITOR);
    assertThat(nonconformity.recurrence().valid())
        .containsExactly(new Happening(RECURRING, ITS_CASE, NOW, false, false));
  }

  @Test
  void a_recurrence_that_was_no_incident_contradicts_no_longer_and_leaves_the_finding_as_it_was() {
    var nonconformity = in(CONTRADICTED);

    var event = nonconformity.withdrawRecurrence(RECURRING, JUDGE.toString());

    assertThat(event)
        .isEqualTo(new NonconformityEvent.RecurrenceWithdrawn(RECURRING, 0, true, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(CLOSED);
    assertThat(nonconformity.effectiveness().verifierId()).isEqualTo(AUDITOR);
    assertThat(NonconformityView.of(nonconformity).recurrence()).isNull();
    assertThat(nonconformity.withdrawRecurrence(RECURRING, JUDGE.toString())).isNull();
  }

  @Test
  void what_another_recurrence_contradicts_stays_contradicted() {
    var nonconformity = in(CONTRADICTED);
    nonconformity.recur(AGAIN, ITS_OTHER_CASE, NOW);

    var event = nonconformity.withdrawRecurrence(AGAIN, JUDGE.toString());

    assertThat(event)
        .isEqualTo(new NonconformityEvent.RecurrenceWithdrawn(AGAIN, 1, false, List.of(ITS_OTHER_CASE)));
    assertThat(nonconformity.state()).isEqualTo(CONTRADICTED);
    assertThat(NonconformityView.of(nonconformity).recurrence())
        .isEqualTo(new NonconformityView.Recurred(1, RECURRING, ITS_CASE, NOW));
  }

  @Test
  void what_is_an_incident_after_all_contradicts_again() {
    var nonconformity = in(CONTRADICTED);
    assertThat(nonconformity.reinstateRecurrence(RECURRING)).isNull();
    nonconformity.withdrawRecurrence(RECURRING, JUDGE.toString());

    var event = nonconformity.reinstateRecurrence(RECURRING);

    assertThat(event).isEqualTo(new NonconformityEvent.Recurred(RECURRING, 1, true, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(CONTRADICTED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_somebody_has_decided_on_contradicts_nothing_any_more(boolean reopen) {
    var nonconformity = in(CONTRADICTED);
    nonconformity.judgeRecurrence(reopen, "decided", JUDGE, NOW);
    if (reopen) {
      plan(nonconformity, SECOND);
      nonconformity.completeCorrectiveAction(SECOND, "another alarm", EXECUTOR, NOW);
      run(nonconformity, EFFECTIVENESS);
    }

    nonconformity.withdrawRecurrence(RECURRING, JUDGE.toString());
    var event = nonconformity.reinstateRecurrence(RECURRING);

    assertThat(event).isEqualTo(new NonconformityEvent.Recurred(RECURRING, 1, false, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(CLOSED);
  }

  @ParameterizedTest
  @MethodSource("nobody_upholds_their_own_remedy_or_finding")
  void nobody_upholds_their_own_remedy_by_dismissing_what_contradicts_it(String who, UUID person) {
    var nonconformity = in(CONTRADICTED);

    var event = nonconformity.withdrawRecurrence(RECURRING, person.toString());

    assertThat(event).as(who)
        .isEqualTo(new NonconformityEvent.RecurrenceWithdrawn(RECURRING, 0, false, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(CONTRADICTED);
    assertThat(nonconformity.judgeRecurrence(false, "a false alarm", JUDGE, NOW))
        .isEqualTo(new NonconformityEvent.RecurrenceJudged(JUDGE, false, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(CLOSED);
  }

  @Test
  void a_decision_on_recurrences_stands_when_one_of_them_turns_out_to_be_none() {
    var nonconformity = in(CONTRADICTED);
    nonconformity.judgeRecurrence(true, "the same cause", OWNER, NOW);

    var event = nonconformity.withdrawRecurrence(RECURRING, JUDGE.toString());

    assertThat(event)
        .isEqualTo(new NonconformityEvent.RecurrenceWithdrawn(RECURRING, 0, false, List.of(ITS_CASE)));
    assertThat(nonconformity.state()).isEqualTo(PLANNING);
  }

  @Test
  void what_was_no_recurrence_of_its_own_is_none_of_its_business() {
    var nonconformity = in(CLOSED);

    assertThat(nonconformity.withdrawRecurrence(RECURRING, JUDGE.toString())).isNull();
    assertThat(nonconformity.reinstateRecurrence(RECURRING)).isNull();
    assertThat(nonconformity.state()).isEqualTo(CLOSED);
  }

  @ParameterizedTest
  @MethodSource
  void nobody_upholds_their_own_remedy_or_finding(String who, UUID judge) {
    var nonconformity = in(CONTRADICTED);

    assertThatExceptionOfType(Refusal.FourEyes.class).as(who)
        .isThrownBy(() -> nonconformity.judgeRecurrence(false, "it is fine", judge, NOW));
    assertThat(nonconformity.state()).isEqualTo(CONTRADICTED);
  }

  static Stream<Arguments> nobody_upholds_their_own_remedy_or_finding() {
    return Stream.concat(nobody_verifies_their_own_remedy(),
        Stream.of(Arguments.of("who found it effective", AUDITOR)));
  }

  private static NonconformityEvent run(Nonconformity nonconformity, NonconformityCommand command) {
    return switch (command) {
      case CORRECTION -> nonconformity.recordCorrection("stopped the model", FIRST_AIDER, NOW);
      case ROOT_CAUSE -> nonconformity.determineRootCause(RootCauseMethod.FIVE_WHYS, "no alarm", ANALYST, NOW);
      case CORRECTIVE_ACTION -> plan(nonconformity, SECOND);
      case COMPLETION -> nonconformity.completeCorrectiveAction(FIRST, "alarm set", EXECUTOR, NOW);
      case EFFECTIVENESS -> nonconformity.verifyEffectiveness(true, "a month without", AUDITOR, NOW);
      case RECURRENCE -> nonconformity.judgeRecurrence(true, "the same cause", AUDITOR, NOW);
    };
  }

  private static NonconformityEvent plan(Nonconformity nonconformity, UUID action) {
    return nonconformity.planCorrectiveAction(
        CorrectiveAction.planned(action, "set an alarm", ACTION_OWNER, TODAY, PLANNER, NOW)
            .from(CorrectiveAction.Origin.of(new UUID(7, 1), PROPOSER.toString(),
                Set.of(PROPOSER.toString(), REWRITER.toString()))));
  }

  /** A nonconformity that got into {@code state} by what people do. */
  private static Nonconformity in(NonconformityState state) {
    var nonconformity = raise();
    if (state != RAISED) {
      run(nonconformity, CORRECTION);
    }
    if (state.compareTo(PLANNING) >= 0) {
      run(nonconformity, ROOT_CAUSE);
    }
    if (state.compareTo(ACTING) >= 0) {
      plan(nonconformity, FIRST);
    }
    if (state.compareTo(VERIFYING) >= 0) {
      run(nonconformity, COMPLETION);
    }
    if (state.compareTo(CLOSED) >= 0) {
      run(nonconformity, EFFECTIVENESS);
    }
    if (state == CONTRADICTED) {
      nonconformity.recur(RECURRING, ITS_CASE, NOW);
    }
    assertThat(nonconformity.state()).isEqualTo(state);
    return nonconformity;
  }

  private static Nonconformity raise() {
    var request = new RaiseNonconformity("Parity drifted unseen", "No alarm watched statistical parity.",
        OriginKind.INCIDENT, new UUID(2, 1), null, List.of("9.1", "A.6.2.6", "9.1"), Grade.MAJOR, OWNER, "incident");
    return Nonconformity.raise(new UUID(3, 1), new UUID(4, 1), "NC-0001", request,
        new Nonconformity.Context(new UUID(5, 1), new UUID(6, 1)), AUDITOR, NOW);
  }
}
