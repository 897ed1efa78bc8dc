package io.aims.incident.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.concern.ConcernState.Command;
import io.aims.incident.concern.Deadlines.Duty;
import io.aims.platform.refusal.Refusal;

class ConcernTest {
  static final ConcernTerms TERMS = ConcernTerms.load();
  static final Instant MORNING = Instant.parse("2030-01-31T08:15:30Z");
  private static final UUID ASSESSOR = UUID.randomUUID();
  private static final UUID CLOSER = UUID.randomUUID();

  static Concern anonymous() {
    return raised(null, false);
  }

  static Concern raised(@Nullable UUID reporter, boolean retaliation) {
    return Concern.raise(UUID.randomUUID(), UUID.randomUUID(), "CON-000000000000", reporter,
        new RaiseConcern(Category.DISCRIMINATION, "It turns down the old", null, List.of(), false, retaliation), TERMS,
        MORNING);
  }

  static Concern in(ConcernState state) {
    var concern = anonymous();
    if (state.compareTo(ConcernState.ACKNOWLEDGED) >= 0) {
      concern.acknowledge("Thank you", TERMS, MORNING);
    }
    if (state.compareTo(ConcernState.ASSESSED) >= 0) {
      concern.assess(Assessment.Priority.HIGH, "Plausible", ASSESSOR, MORNING);
    }
    if (state.compareTo(ConcernState.IN_PROGRESS) >= 0) {
      concern.handle("Test it by age");
    }
    if (state == ConcernState.CLOSED) {
      concern.close(Outcome.SUBSTANTIATED, "It did", "You were right", CLOSER, MORNING);
    }
    return concern;
  }

  private static ConcernEvent tell(Concern concern, Command command) {
    return switch (command) {
      case ACKNOWLEDGEMENT -> concern.acknowledge("Thank you", TERMS, MORNING);
      case ASSESSMENT -> concern.assess(Assessment.Priority.LOW, "Plausible", ASSESSOR, MORNING);
      case HANDLING -> concern.handle("Test it by age");
      case CLOSURE -> concern.close(Outcome.UNSUBSTANTIATED, "It did not", "We looked", CLOSER, MORNING);
      case MESSAGES -> concern.answer("We look", false, MORNING);
      case LINKS -> concern.link(new Links.Link(Links.Kind.RISK, UUID.randomUUID()));
      case EXCLUSIONS -> concern.exclude();
      case RETALIATION -> concern.lookAtRetaliation(Retaliation.Status.RULED_OUT, "Nothing", null, CLOSER, MORNING);
    };
  }

  static Stream<Arguments> each_state_takes_the_commands_that_it_lists() {
    return Arrays.stream(ConcernState.values())
        .flatMap(state -> Arrays.stream(Command.values()).map(command -> Arguments.of(state, command)));
  }

  @ParameterizedTest
  @MethodSource
  void each_state_takes_the_commands_that_it_lists(ConcernState state, Command command) {
    var expected = switch (state) {
      case RECEIVED -> Command.ACKNOWLEDGEMENT;
      case ACKNOWLEDGED -> Command.ASSESSMENT;
      case ASSESSED -> Command.HANDLING;
      case IN_PROGRESS -> Command.CLOSURE;
      case CLOSED -> null;
    };
    var always = Set.of(Command.MESSAGES, Command.LINKS, Command.EXCLUSIONS, Command.RETALIATION).contains(command);
    var concern = in(state);

    if (always || command == expected) {
      assertThatCode(() -> tell(concern, command)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> tell(concern, command)).isInstanceOf(Refusal.NotAllowedNow.class);
      assertThat(concern.state()).isEqualTo(state);
    }
  }

  @Test
  void whoever_assessed_it_can_not_close_it() {
    var concern = in(ConcernState.IN_PROGRESS);

    assertThatThrownBy(() -> concern.close(Outcome.NOT_FOR_US, "Not ours", "Ask the vendor", ASSESSOR, MORNING))
        .isInstanceOf(Refusal.FourEyes.class);
  }

  @Test
  void of_its_arrival_only_the_day_is_kept() {
    var concern = anonymous();

    assertThat(concern.createdAt()).isEqualTo("2030-01-31T00:00:00Z");
    assertThat(concern.changedAt()).isEqualTo("2030-01-31T00:00:00Z");
    assertThat(concern.receivedOn()).isEqualTo("2030-01-31");
  }

  @Test
  void seven_days_for_the_acknowledgement_and_three_months_from_then_for_feedback() {
    var concern = anonymous();

    assertThat(due(concern, Duty.ACKNOWLEDGEMENT)).isEqualTo("2030-02-07");
    assertThat(due(concern, Duty.FEEDBACK)).isEqualTo("2030-05-07");
    assertThat(concern.deadlines().overdue(Instant.parse("2030-02-07T23:59:59Z"))).isEmpty();
    assertThat(concern.deadlines().overdue(Instant.parse("2030-02-08T00:00:00Z")))
        .containsExactly(Duty.ACKNOWLEDGEMENT);
  }

  @Test
  void an_early_acknowledgement_brings_feedback_forward_and_a_late_one_moves_nothing() {
    var early = anonymous();
    early.acknowledge("Thank you", TERMS, MORNING);
    var late = anonymous();
    late.acknowledge("Sorry", TERMS, MORNING.plus(20, ChronoUnit.DAYS));

    assertThat(due(early, Duty.FEEDBACK)).as("a month without that day ends with its last").isEqualTo("2030-04-30");
    assertThat(due(late, Duty.FEEDBACK)).isEqualTo("2030-05-07");
  }

  @Test
  void what_is_late_is_said_once_and_in_its_turn() {
    var concern = raised(null, true);
    var never = MORNING.plus(400, ChronoUnit.DAYS);

    var said = Stream.generate(() -> concern.ring(never)).limit(4).toList();

    assertThat(said.stream().flatMap(java.util.Optional::stream))
        .extracting(event -> ((ConcernEvent.Overdue) event).duty())
        .containsExactly(Duty.ACKNOWLEDGEMENT, Duty.RETALIATION_FOLLOW_UP, Duty.FEEDBACK);
    assertThat(concern.nextAt()).isNull();
  }

  @Test
  void what_was_done_is_never_late() {
    var concern = in(ConcernState.CLOSED);

    assertThat(concern.ring(MORNING.plus(400, ChronoUnit.DAYS))).isEmpty();
    assertThat(concern.nextAt()).isNull();
  }

  @Test
  void retaliation_after_the_end_is_followed_up_until_it_is_over() {
    var concern = in(ConcernState.CLOSED);
    concern.add("They moved my desk into the cellar", true, TERMS, MORNING);
    assertThat(due(concern, Duty.RETALIATION_FOLLOW_UP)).isEqualTo("2030-02-14");

    concern.lookAtRetaliation(Retaliation.Status.CONFIRMED, "They did", LocalDate.parse("2030-03-01"), CLOSER, MORNING);
    assertThat(due(concern, Duty.RETALIATION_FOLLOW_UP)).isEqualTo("2030-03-01");

    concern.lookAtRetaliation(Retaliation.Status.REMEDIED, "Moved back", null, CLOSER, MORNING);
    assertThat(concern.nextAt()).isNull();
  }

  @Test
  void an_open_retaliation_needs_a_later_day_and_a_closed_one_none() {
    var concern = raised(null, true);

    assertThatThrownBy(
        () -> concern.lookAtRetaliation(Retaliation.Status.UNDER_WATCH, "We look", null, CLOSER, MORNING))
        .isInstanceOf(Refusal.Invalid.class);
    assertThatThrownBy(() -> concern.lookAtRetaliation(Retaliation.Status.UNDER_WATCH, "We look",
        LocalDate.parse("2030-01-31"), CLOSER, MORNING)).isInstanceOf(Refusal.Invalid.class);
    assertThatThrownBy(() -> concern.lookAtRetaliation(Retaliation.Status.RULED_OUT, "Nothing",
        LocalDate.parse("2030-03-01"), CLOSER, MORNING)).isInstanceOf(Refusal.Invalid.class);
  }

  private static void write(Concern concern, int times) {
    for (var i = 0; i < times; i++) {
      concern.add("And another thing", false, TERMS, MORNING);
    }
  }

  @Test
  void a_reporter_waits_for_an_answer_after_twenty_messages() {
    var concern = anonymous();
    write(concern, Concern.MOST_UNANSWERED);

    assertThatThrownBy(() -> write(concern, 1)).isInstanceOf(Refusal.NotAllowedNow.class);
    concern.answer("We look", false, MORNING);
    write(concern, Concern.MOST_UNANSWERED);
    assertThatThrownBy(() -> write(concern, 1)).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  @Test
  void a_conversation_has_an_end() {
    var concern = anonymous();
    for (var written = 0; written < Concern.MOST_FROM_REPORTER; written += Concern.MOST_UNANSWERED) {
      concern.answer("We look", false, MORNING);
      write(concern, Concern.MOST_UNANSWERED);
    }
    concern.answer("We look", false, MORNING);

    assertThatThrownBy(() -> write(concern, 1)).isInstanceOf(Refusal.NotAllowedNow.class);
    assertThatCode(() -> concern.answer("We look", false, MORNING)).doesNotThrowAnyException();
  }

  @Test
  void however_much_a_reporter_writes_the_concern_goes_its_way() {
    var concern = anonymous();
    write(concern, Concern.MOST_UNANSWERED);

    concern.acknowledge("Thank you", TERMS, MORNING);
    concern.assess(Assessment.Priority.HIGH, "Plausible", ASSESSOR, MORNING);
    concern.handle("Test it by age");
    write(concern, Concern.MOST_UNANSWERED);
    concern.close(Outcome.SUBSTANTIATED, "It did", "You were right", CLOSER, MORNING);

    assertThat(concern.state()).isEqualTo(ConcernState.CLOSED);
    assertThat(concern.messages()).isEqualTo(2 * Concern.MOST_UNANSWERED + 2);
  }

  @Test
  void feedback_that_was_given_is_not_owed_again_by_a_later_acknowledgement() {
    var concern = anonymous();
    concern.answer("It is repaired", true, MORNING);

    concern.acknowledge("Thank you", TERMS, MORNING);

    assertThat(concern.deadlines().all().get(Duty.FEEDBACK).metOn()).isEqualTo("2030-01-31");
    assertThat(concern.nextAt()).isNull();
  }

  @Test
  void fear_that_is_told_again_postpones_nothing_and_what_was_found_stands() {
    var concern = raised(null, true);
    concern.add("They still do", true, TERMS, MORNING.plus(10, ChronoUnit.DAYS));
    assertThat(due(concern, Duty.RETALIATION_FOLLOW_UP)).isEqualTo("2030-02-14");
    concern.lookAtRetaliation(Retaliation.Status.CONFIRMED, "They do", LocalDate.parse("2030-12-01"), CLOSER, MORNING);

    concern.add("And again", true, TERMS, MORNING);

    assertThat(concern.retaliation().status()).isEqualTo(Retaliation.Status.CONFIRMED);
    assertThat(due(concern, Duty.RETALIATION_FOLLOW_UP)).isEqualTo("2030-02-14");
  }

  @Test
  void fear_that_comes_after_the_end_of_the_matter_opens_it_anew() {
    var concern = raised(null, true);
    concern.lookAtRetaliation(Retaliation.Status.RULED_OUT, "Nothing", null, CLOSER, MORNING);

    concern.add("Now they do", true, TERMS, MORNING.plus(1, ChronoUnit.DAYS));

    assertThat(concern.retaliation().status()).isEqualTo(Retaliation.Status.REPORTED);
    assertThat(concern.deadlines().all().get(Duty.RETALIATION_FOLLOW_UP).metOn()).isNull();
    assertThat(due(concern, Duty.RETALIATION_FOLLOW_UP)).isEqualTo("2030-02-15");
  }

  private static String due(Concern concern, Duty duty) {
    return concern.deadlines().all().get(duty).dueOn().toString();
  }
}
