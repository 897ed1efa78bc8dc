package io.aims.risk.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.refusal.Refusal;

class ProposalTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final String PERSON = UUID.randomUUID().toString();
  private static final UUID OWNER = UUID.randomUUID();
  private static final UUID RISK = UUID.randomUUID();
  private static final LocalDate DUE = LocalDate.parse("2026-12-24");

  @Test
  void what_comes_in_is_told_without_its_words() {
    var proposed = proposed(ProposalKind.CONTROL, OWNER, DUE);

    var event = Proposal.receive(UUID.randomUUID(), UUID.randomUUID(), proposed, NOW).received();

    assertThat(event).isEqualTo(new ProposalEvent.Received(proposed.id(), ProposalKind.CONTROL, proposed.incidentId(),
        proposed.systemId(), OWNER, DUE));
    assertThat(event.texts()).isEmpty();
  }

  @Test
  void an_accepted_one_says_what_it_became() {
    var proposal = open(ProposalKind.CONTROL);
    var action = UUID.randomUUID();

    var event = (ProposalEvent.Accepted) proposal.accept(Outcome.planned(RISK, action, "A.7.4"), PERSON, NOW);

    assertThat(event).returns(Outcome.Became.CONTROL_PLANNED, ProposalEvent.Accepted::became)
        .returns(RISK, ProposalEvent.Accepted::riskId)
        .returns(action, ProposalEvent.Accepted::actionId)
        .returns("A.7.4", ProposalEvent.Accepted::control);
    assertThat(proposal.view()).returns(ProposalState.ACCEPTED, ProposalView::state)
        .returns(RISK, ProposalView::riskId)
        .returns(PERSON, ProposalView::decidedBy)
        .returns(NOW, ProposalView::decidedAt);
  }

  @Test
  void a_declined_one_became_nothing() {
    var proposal = open(ProposalKind.RISK);

    proposal.decline(PERSON, NOW);

    assertThat(proposal.view()).returns(ProposalState.DECLINED, ProposalView::state)
        .returns(null, ProposalView::became)
        .returns(PERSON, ProposalView::decidedBy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acceptance", "decline"})
  void who_proposed_it_does_not_decide(String command) {
    var proposed = new ReviewProposal(UUID.randomUUID(), ProposalKind.RISK, UUID.randomUUID(), UUID.randomUUID(),
        UUID.randomUUID(), OWNER, DUE, PERSON, NOW);
    var proposal = Proposal.receive(UUID.randomUUID(), UUID.randomUUID(), proposed, NOW);
    var before = proposal.view();

    assertThatThrownBy(() -> run(command, proposal, PERSON)).isInstanceOf(Refusal.FourEyes.class);
    assertThat(proposal.view()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource
  void only_an_open_one_is_decided(ProposalState state, String command) {
    var proposal = at(state);

    if (state.commands().contains(command)) {
      assertThat(run(command, proposal)).isNotNull();
    } else {
      var before = proposal.view();
      assertThatThrownBy(() -> run(command, proposal)).isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
          refusal -> assertThat(refusal.state()).isEqualTo(state.name()));
      assertThat(proposal.view()).isEqualTo(before);
    }
  }

  static Stream<Arguments> only_an_open_one_is_decided() {
    return Arrays.stream(ProposalState.values())
        .flatMap(state -> Stream.of("acceptance", "decline").map(command -> Arguments.of(state, command)));
  }

  @Test
  void there_is_something_to_decide_and_the_decision_is_final() {
    assertThat(ProposalState.OPEN.commands()).containsExactlyInAnyOrder("acceptance", "decline");
    assertThat(ProposalState.ACCEPTED.commands()).isEmpty();
    assertThat(ProposalState.DECLINED.commands()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Outcome.Became.class)
  void a_proposal_becomes_nothing_of_another_kind(Outcome.Became became) {
    var outcome = new Outcome(became, RISK, null, null);
    var other = outcome.kind() == ProposalKind.RISK ? ProposalKind.CONTROL : ProposalKind.RISK;

    assertThatThrownBy(() -> open(other).accept(outcome, PERSON, NOW)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void who_is_named_comes_before_whom_the_review_named() {
    var named = UUID.randomUUID();

    assertThat(open(ProposalKind.RISK).ownerOr(null)).isEqualTo(OWNER);
    assertThat(open(ProposalKind.RISK).ownerOr(named)).isEqualTo(named);
    assertThatThrownBy(() -> received(proposed(ProposalKind.RISK, null, DUE)).ownerOr(null))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void what_is_said_of_the_date_comes_before_what_the_review_said() {
    var said = DUE.plusDays(1);

    assertThat(open(ProposalKind.CONTROL).dueOr(null)).isEqualTo(DUE);
    assertThat(open(ProposalKind.CONTROL).dueOr(said)).isEqualTo(said);
    assertThatThrownBy(() -> received(proposed(ProposalKind.CONTROL, OWNER, null)).dueOr(null))
        .isInstanceOf(Refusal.Invalid.class);
  }

  static Stream<ProposalEvent> events() {
    return Stream.of(open(ProposalKind.RISK).received(),
        received(proposed(ProposalKind.CONTROL, null, null)).received(),
        open(ProposalKind.RISK).accept(Outcome.identified(RISK), PERSON, NOW),
        open(ProposalKind.RISK).accept(Outcome.flagged(RISK), PERSON, NOW),
        open(ProposalKind.CONTROL).accept(Outcome.planned(RISK, UUID.randomUUID(), "A.7.4"), PERSON, NOW),
        open(ProposalKind.CONTROL).accept(Outcome.planned(RISK, UUID.randomUUID(), null), PERSON, NOW),
        open(ProposalKind.RISK).decline(PERSON, NOW));
  }

  private static ProposalEvent run(String command, Proposal proposal) {
    return run(command, proposal, UUID.randomUUID().toString());
  }

  private static ProposalEvent run(String command, Proposal proposal, String person) {
    return switch (command) {
      case "acceptance" -> proposal.accept(Outcome.flagged(UUID.randomUUID()), person, NOW);
      case "decline" -> proposal.decline(person, NOW);
      default -> throw new IllegalArgumentException(command);
    };
  }

  private static Proposal at(ProposalState state) {
    var proposal = open(ProposalKind.RISK);
    switch (state) {
      case ACCEPTED -> proposal.accept(Outcome.identified(RISK), PERSON, NOW);
      case DECLINED -> proposal.decline(PERSON, NOW);
      case OPEN -> {
      }
    }
    assertThat(proposal.state()).isEqualTo(state);
    return proposal;
  }

  private static Proposal open(ProposalKind kind) {
    return received(proposed(kind, OWNER, DUE));
  }

  private static Proposal received(ReviewProposal proposed) {
    return Proposal.receive(UUID.randomUUID(), UUID.randomUUID(), proposed, NOW);
  }

  private static ReviewProposal proposed(ProposalKind kind, @Nullable UUID ownerId, @Nullable LocalDate dueOn) {
    return new ReviewProposal(UUID.randomUUID(), kind, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), ownerId,
        dueOn, UUID.randomUUID().toString(), NOW);
  }
}
