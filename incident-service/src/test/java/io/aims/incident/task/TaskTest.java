package io.aims.incident.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.incident.IncidentFacts;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

class TaskTest {
  private static final UUID OWNER = UUID.randomUUID();
  private static final LocalDate DAY = LocalDate.parse("2026-11-27");
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant TOO_LATE = Instant.parse("2026-11-28T00:00:00Z");

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"OPEN, OPEN, DONE, DROPPED", "DONE, -, -, -", "DROPPED, -, -, -"})
  void each_command_leads_from_a_state_to_the_next_or_is_refused(TaskState from, TaskState assignment,
      TaskState completion, TaskState dropping) {
    var expected = new TaskState[]{assignment, completion, dropping};
    for (var command = 0; command < expected.length; command++) {
      var task = at(from);
      var index = command;
      if (expected[command] == null) {
        assertThatThrownBy(() -> apply(task, index)).isInstanceOf(Refusal.NotAllowedNow.class);
        assertThat(task.state()).isEqualTo(from);
      } else {
        apply(task, command);
        assertThat(task.state()).isEqualTo(expected[command]);
      }
    }
  }

  @Test
  void only_its_owner_or_a_handler_reports_it_done() {
    assertThatThrownBy(() -> at(TaskState.OPEN).completeBy(UUID.randomUUID(), false))
        .isInstanceOf(Refusal.Forbidden.class);
    at(TaskState.OPEN).completeBy(UUID.randomUUID(), true);
    at(TaskState.OPEN).completeBy(OWNER, false);
  }

  @Test
  void it_belongs_to_the_case_of_its_incident_and_its_title_is_not_published() {
    var task = at(TaskState.OPEN);

    assertThat(task.assigned().texts()).containsKeys("title");
    assertThat(TaskState.OPEN.allowed()).isEqualTo(Set.of("assignment", "completion", "dropping"));
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void the_day_on_which_it_is_due_ends_in_utc(int micros, boolean overdue) {
    var task = at(TaskState.OPEN);
    var now = TOO_LATE.plusNanos(1000L * micros);

    assertThat(Task.overdue(task.state(), task.dueOn(), now)).isEqualTo(overdue);
    assertThat(task.ring(now).isPresent()).isEqualTo(overdue);
    assertThat(task.ring(now.plusSeconds(86400)).isPresent()).as("once").isNotEqualTo(overdue);
  }

  @Test
  void it_says_what_should_have_been_done_once_for_each_day_on_which_it_is_due() {
    var task = at(TaskState.OPEN);

    assertThat(task.ring(TOO_LATE)).contains(new TaskEvent.Overdue(task.incidentId(), OWNER, DAY));
    task.reassign(UUID.randomUUID(), DAY, TOO_LATE);
    assertThat(task.ring(TOO_LATE)).as("whoever has it now").isEmpty();
    task.reassign(OWNER, DAY.plusDays(1), TOO_LATE);
    assertThat(task.ring(TOO_LATE)).isEmpty();
    assertThat(task.ring(TOO_LATE.plusSeconds(86400)))
        .contains(new TaskEvent.Overdue(task.incidentId(), OWNER, DAY.plusDays(1)));
    task.reassign(OWNER, null, TOO_LATE);

    assertThat(task.ring(TOO_LATE.plusSeconds(999 * 86400))).isEmpty();
    assertThat(Task.overdue(TaskState.OPEN, null, TOO_LATE)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = TaskState.class, names = {"DONE", "DROPPED"})
  void what_is_over_is_not_late(TaskState state) {
    var task = at(state);

    assertThat(task.ring(TOO_LATE)).isEmpty();
    assertThat(Task.overdue(state, task.dueOn(), TOO_LATE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2016-11-18", "2036-12-05"})
  void no_day_is_further_away_than_ten_years(LocalDate day) {
    var task = at(TaskState.OPEN);

    assertThatThrownBy(() -> task.reassign(OWNER, day, NOON)).isInstanceOf(Refusal.Invalid.class);
    task.reassign(OWNER, day.isBefore(DAY) ? day.plusDays(1) : day.minusDays(1), NOON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLOSED", "DISMISSED", "MERGED"})
  void nothing_more_is_to_be_done_for_an_incident_that_is_over(String state) {
    assertThatThrownBy(() -> of(state)).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  private static Task of(String state) {
    var incident = new IncidentFacts(UUID.randomUUID(), "INC-0001", UUID.randomUUID(), UUID.randomUUID(), Kind.DRIFT,
        Severity.MINOR, state, Instant.EPOCH, Instant.EPOCH);
    return Task.assign(UUID.randomUUID(), UUID.randomUUID(), incident, "look", OWNER, DAY, NOON);
  }

  private static Task at(TaskState state) {
    var task = of("OPEN");
    switch (state) {
      case OPEN -> {
      }
      case DONE -> task.completeBy(OWNER, false);
      case DROPPED -> task.drop();
    }
    return task;
  }

  private static void apply(Task task, int command) {
    switch (command) {
      case 0 -> task.reassign(UUID.randomUUID(), null, NOON);
      case 1 -> task.completeBy(OWNER, false);
      default -> task.drop();
    }
  }
}
