package io.aims.audit.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.audit.nonconformity.CorrectiveWork.Order;
import io.aims.audit.nonconformity.CorrectiveWork.Planned;
import io.aims.audit.proposal.ProposalState.Command;
import io.aims.platform.refusal.Refusal;

class ActionProposalTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-12-24");
  private static final UUID REVIEWER = new UUID(0, 1);
  private static final UUID OFFICER = new UUID(0, 2);
  private static final UUID ENGINEER = new UUID(0, 3);
  private static final UUID PROPOSAL = new UUID(1, 1);
  private static final UUID INCIDENT = new UUID(1, 2);
  private static final UUID SYSTEM = new UUID(1, 3);
  private static final Planned BECAME = new Planned(new UUID(2, 1), new UUID(2, 2));
  private static final Map<ProposalState, Set<Command>> TABLE = Map.of(
      ProposalState.OPEN, Set.of(Command.ACCEPTANCE, Command.DECLINE),
      ProposalState.ACCEPTED, Set.of(),
      ProposalState.DECLINED, Set.of());

  @ParameterizedTest
  @MethodSource("allPairs")
  void it_is_decided_upon_once(ProposalState state, Command command) {
    var proposal = in(state);

    if (TABLE.get(state).contains(command)) {
      run(proposal, command, OFFICER);
      assertThat(proposal.state())
          .isEqualTo(command == Command.ACCEPTANCE ? ProposalState.ACCEPTED : ProposalState.DECLINED);
    } else {
      assertThatExceptionOfType(Refusal.NotAllowedNow.class).isThrownBy(() -> run(proposal, command, OFFICER));
      assertThat(proposal.state()).isEqualTo(state);
    }
  }

  static Stream<Arguments> allPairs() {
    return Arrays.stream(ProposalState.values())
        .flatMap(state -> Arrays.stream(Command.values()).map(command -> Arguments.of(state, command)));
  }

  @Test
  void an_acceptance_tells_what_became_of_it() {
    var proposal = in(ProposalState.OPEN);

    var event = proposal.accept(BECAME, "agreed", OFFICER, NOW);

    assertThat(event).isEqualTo(new ActionProposalEvent.Accepted(PROPOSAL, INCIDENT, BECAME.nonconformityId(),
        BECAME.actionId()));
    assertThat(proposal.view()).returns(BECAME.actionId(), ActionProposalView::actionId)
        .returns(OFFICER, ActionProposalView::decidedBy)
        .returns("agreed", ActionProposalView::reason)
        .returns(Set.of(), ActionProposalView::nextSteps);
  }

  @Test
  void who_proposed_it_decides_neither_way() {
    for (var command : Command.values()) {
      var proposal = in(ProposalState.OPEN);

      assertThatExceptionOfType(Refusal.FourEyes.class).isThrownBy(() -> run(proposal, command, REVIEWER));
      assertThat(proposal.state()).isEqualTo(ProposalState.OPEN);
    }
  }

  @Test
  void who_does_it_and_until_when_is_as_proposed_unless_told_otherwise() {
    var proposal = proposal(ENGINEER, DAY);

    assertThat(proposal.order("a gate", null, null, "agreed")).isEqualTo(new Order("a gate", ENGINEER, DAY, "agreed"));
    assertThat(proposal.order("a gate", OFFICER, DAY.plusDays(1), "agreed"))
        .isEqualTo(new Order("a gate", OFFICER, DAY.plusDays(1), "agreed"));
  }

  @Test
  void somebody_and_some_day_have_to_be_named() {
    for (var proposal : Stream.of(proposal(null, DAY), proposal(ENGINEER, null)).toList()) {
      assertThatExceptionOfType(Refusal.Invalid.class)
          .isThrownBy(() -> proposal.order("a gate", null, null, "agreed"));
    }
  }

  private static void run(ActionProposal proposal, Command command, UUID by) {
    switch (command) {
      case ACCEPTANCE -> proposal.accept(BECAME, "agreed", by, NOW);
      case DECLINE -> proposal.decline("there is a gate already", by, NOW);
    }
  }

  private static ActionProposal in(ProposalState state) {
    var proposal = proposal(ENGINEER, DAY);
    switch (state) {
      case OPEN -> {
      }
      case ACCEPTED -> run(proposal, Command.ACCEPTANCE, OFFICER);
      case DECLINED -> run(proposal, Command.DECLINE, OFFICER);
    }
    return proposal;
  }

  private static ActionProposal proposal(@Nullable UUID owner, @Nullable LocalDate dueOn) {
    return new ActionProposal(new UUID(3, 1), new UUID(4, 1), PROPOSAL, new UUID(5, 1),
        new Intake.Proposal(INCIDENT, SYSTEM, owner, dueOn), REVIEWER.toString(), NOW, NOW);
  }
}
