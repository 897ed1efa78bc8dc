package io.aims.incident.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.communication.CommunicationState.Command;
import io.aims.incident.incident.IncidentFacts;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

class CommunicationTest {
  static final Instant NOW = Instant.parse("2030-01-31T08:00:00Z");
  static final Instant DUE = NOW.plus(3, ChronoUnit.DAYS);

  static Communication planned() {
    var incident = new IncidentFacts(UUID.randomUUID(), "INC-0001", UUID.randomUUID(), UUID.randomUUID(), Kind.FAIRNESS,
        Severity.CRITICAL, "OPEN", NOW, NOW);
    var recipient = new Recipient(Recipient.Audience.CUSTOMER, "First Bank", "Contract 7.3", "2.1");
    return Communication.plan(UUID.randomUUID(), UUID.randomUUID(), "COM-0001", incident, recipient, DUE, NOW);
  }

  static Told said(Instant at) {
    return new Told(at, Told.Channel.EMAIL, "It turns down the old", UUID.randomUUID());
  }

  static Communication in(CommunicationState state) {
    var communication = planned();
    switch (state) {
      case PLANNED -> {
        // as it is
      }
      case TOLD -> communication.tell(said(NOW), NOW);
      case SUPERSEDED -> {
        communication.tell(said(NOW), NOW);
        communication.supersede(UUID.randomUUID());
      }
      case CANCELLED -> communication.cancel();
    }
    return communication;
  }

  static Stream<Arguments> each_state_takes_the_commands_that_it_lists() {
    return Arrays.stream(CommunicationState.values())
        .flatMap(state -> Arrays.stream(Command.values()).map(command -> Arguments.of(state, command)));
  }

  @ParameterizedTest
  @MethodSource
  void each_state_takes_the_commands_that_it_lists(CommunicationState state, Command command) {
    var communication = in(state);
    var possible = switch (state) {
      case PLANNED -> command != Command.CORRECTION;
      case TOLD -> command == Command.CORRECTION;
      case SUPERSEDED, CANCELLED -> false;
    };
    Runnable tell = () -> {
      switch (command) {
        case TELLING -> communication.tell(said(NOW), NOW);
        case CANCELLATION -> communication.cancel();
        case CORRECTION -> communication.correction(UUID.randomUUID(), "COM-0002", NOW);
      }
    };

    if (possible) {
      assertThatCode(tell::run).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(tell::run).isInstanceOf(Refusal.NotAllowedNow.class);
    }
  }

  @Test
  void nothing_was_said_before_it_was() {
    assertThatThrownBy(() -> planned().tell(said(NOW.plusSeconds(1)), NOW)).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void what_is_said_at_the_due_time_is_late() {
    assertThat(((CommunicationEvent.Told) planned().tell(said(DUE), DUE)).late()).isTrue();
    assertThat(((CommunicationEvent.Told) planned().tell(said(DUE.minusSeconds(1)), DUE)).late()).isFalse();
  }

  @Test
  void who_should_have_been_told_is_said_once_and_only_while_they_were_not() {
    var communication = planned();

    assertThat(communication.ring(DUE.minusSeconds(1))).isEmpty();
    assertThat(communication.ring(DUE)).isPresent();
    assertThat(communication.ring(DUE)).isEmpty();
    assertThat(communication.overdue(DUE)).isTrue();
    assertThat(in(CommunicationState.TOLD).ring(DUE)).isEmpty();
    assertThat(in(CommunicationState.CANCELLED).ring(DUE)).isEmpty();
  }

  @Test
  void a_correction_goes_to_the_same_recipient_and_both_know_of_each_other() {
    var first = in(CommunicationState.TOLD);

    var second = first.correction(UUID.randomUUID(), "COM-0002", NOW);
    second.tell(said(NOW), NOW);
    first.supersede(second.id());

    assertThat(second.supersedes()).isEqualTo(first.id());
    assertThat(first.supersededBy()).isEqualTo(second.id());
    assertThat(second.recipient()).isEqualTo(first.recipient());
    assertThat(first.told()).as("what was said stays").isNotNull();
  }
}
