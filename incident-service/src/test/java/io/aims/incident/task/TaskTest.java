package io.aims.incident.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.incident.IncidentFacts;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

class TaskTest {
  private static final UUID OWNER = UUID.randomUUID();

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
  @ValueSource(strings = {"CLOSED", "DISMISSED", "MERGED"})
  void nothing_more_is_to_be_done_for_an_incident_that_is_over(String state) {
    assertThatThrownBy(() -> of(state)).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  private static Task of(String state) {
    var incident = new IncidentFacts(UUID.randomUUID(), "INC-0001", UUID.randomUUID(), UUID.randomUUID(), Kind.DRIFT,
        Severity.MINOR, state, Instant.EPOCH, Instant.EPOCH);
    return Task.assign(UUID.randomUUID(), UUID.randomUUID(), incident, "look", OWNER, null, Instant.EPOCH);
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
      case 0 -> task.reassign(UUID.randomUUID(), null);
      case 1 -> task.completeBy(OWNER, false);
      default -> task.drop();
    }
  }
}
