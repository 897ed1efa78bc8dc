package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.nonconformity.Nonconformity;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.platform.refusal.Refusal;

class IncidentTest {
  private static final UUID COMMANDER = UUID.fromString("a1000000-0000-4000-8000-000000000013");
  private static final Instant HEARD = Instant.parse("2026-11-20T08:31:00Z");

  static Sighting sighting(Severity severity, SignalStatus status, Instant startsAt) {
    var signal = new Signal(Kind.FAIRNESS, severity, status, "lending", "lending-gbm", "alertmanager:1", startsAt, null,
        "trustyai_spd", -0.31, -0.15, "gap", new TreeMap<>());
    return new Sighting(UUID.randomUUID(), HEARD, UUID.randomUUID(), UUID.randomUUID(), new SignalKey("k"), signal,
        true);
  }

  static Incident opened(Sighting by) {
    return Incident.open(UUID.randomUUID(), UUID.randomUUID(), "INC-0001", UUID.randomUUID(),
        new Tally.Opener(UUID.randomUUID(), by), HEARD);
  }

  static Incident at(IncidentState state) {
    var incident = opened(sighting(Severity.CRITICAL, SignalStatus.FIRING, null));
    if (state == IncidentState.DISMISSED) {
      incident.dismiss();
    }
    for (var command : IncidentCommand.values()) {
      if (state != IncidentState.DISMISSED && incident.state() != state) {
        apply(incident, command);
      }
    }
    assertThat(incident.state()).isEqualTo(state);
    return incident;
  }

  private static IncidentEvent apply(Incident incident, IncidentCommand command) {
    return switch (command) {
      case TRIAGE -> incident.triage(Severity.MAJOR, COMMANDER);
      case CONTAINMENT -> incident.contain(Containment.ROLLBACK);
      case RESOLUTION -> incident.resolve();
      case REVIEW -> incident.review(false, "shifted sample", "watch the sample");
      case CLOSING -> incident.close(List.of());
      case DISMISSAL -> incident.dismiss();
    };
  }

  /** Every state with every command; an empty column is a refusal. */
  @ParameterizedTest
  @CsvSource(useHeadersInDisplayName = true, nullValues = "", value = {
      "state,     TRIAGE, CONTAINMENT, RESOLUTION, REVIEW, CLOSING, DISMISSAL",
      "TRIAGE,    OPEN,   ,            ,           ,       ,        DISMISSED",
      "OPEN,      ,       CONTAINED,   ,           ,       ,        DISMISSED",
      "CONTAINED, ,       ,            RESOLVED,   ,       ,",
      "RESOLVED,  ,       ,            ,           REVIEW, ,",
      "REVIEW,    ,       ,            ,           ,       CLOSED,",
      "CLOSED,    ,       ,            ,           ,       ,",
      "DISMISSED, ,       ,            ,           ,       ,"})
  void each_command_leads_from_a_state_to_the_next_or_is_refused(IncidentState from, IncidentState triage,
      IncidentState containment, IncidentState resolution, IncidentState review, IncidentState closing,
      IncidentState dismissal) {
    var expected = new IncidentState[]{triage, containment, resolution, review, closing, dismissal};

    for (var command : IncidentCommand.values()) {
      var incident = at(from);
      var to = expected[command.ordinal()];
      if (to == null) {
        assertThatThrownBy(() -> apply(incident, command)).as("%s in %s", command, from)
            .isInstanceOfSatisfying(Refusal.NotAllowedNow.class, refusal -> {
              assertThat(refusal.state()).isEqualTo(from.name());
              assertThat(refusal.allowed()).isEqualTo(IncidentCommand.words(from.allowed()));
            });
        assertThat(incident.state()).isEqualTo(from);
      } else {
        apply(incident, command);
        assertThat(incident.state()).as("%s in %s", command, from).isEqualTo(to);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"TRIAGE, true", "OPEN, true", "CONTAINED, true", "RESOLVED, true", "REVIEW, true", "CLOSED, false",
      "DISMISSED, false"})
  void it_holds_its_key_until_it_is_closed_or_dismissed(IncidentState state, boolean open) {
    assertThat(at(state).open()).isEqualTo(open);
  }

  @Test
  void it_is_opened_with_the_facts_of_its_signal() {
    var began = Instant.parse("2026-11-20T08:30:00Z");
    var by = sighting(Severity.CRITICAL, SignalStatus.FIRING, began);
    var incident = opened(by);

    var event = incident.opened(by);

    assertThat(event).isEqualTo(new IncidentEvent.Opened("INC-0001", by.systemId(), Kind.FAIRNESS, Severity.CRITICAL,
        by.sourceId(), incident.signalId(), by.deliveryId(), "trustyai_spd", -0.31, -0.15, "lending-gbm", began));
    assertThat(incident.state()).isEqualTo(IncidentState.TRIAGE);
  }

  @Test
  void it_began_when_it_was_heard_if_the_monitor_does_not_say() {
    assertThat(opened(sighting(Severity.MINOR, SignalStatus.FIRING, null)).startedAt()).isEqualTo(HEARD);
  }

  @Test
  void people_correct_the_severity_and_name_a_commander() {
    var incident = at(IncidentState.TRIAGE);

    assertThat(incident.triage(Severity.MINOR, COMMANDER))
        .isEqualTo(new IncidentEvent.Triaged(Severity.MINOR, COMMANDER));

    assertThat(incident.severity()).isEqualTo(Severity.MINOR);
    assertThat(incident.commanderId()).isEqualTo(COMMANDER);
  }

  @Test
  void what_the_review_says_in_words_is_not_published() {
    var event = at(IncidentState.RESOLVED).review(true, "shifted sample", "watch the sample");

    assertThat(event.texts()).containsOnlyKeys("contributingCauses", "lessons");
    assertThat(event).isInstanceOfSatisfying(IncidentEvent.Reviewed.class,
        reviewed -> assertThat(reviewed.correctiveActionRequired()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({"false, none, true", "false, open, true", "true, none, false", "true, open, false",
      "true, effective, true", "true, open effective, true"})
  void it_closes_only_when_what_the_review_asked_for_works(boolean required, String linked, boolean closes) {
    var incident = at(IncidentState.RESOLVED);
    incident.review(required, "causes", "lessons");
    var nonconformities = List.of(linked.split(" "))
        .stream()
        .filter(word -> !word.equals("none"))
        .map(word -> new Nonconformity(UUID.randomUUID(), "NC-0001", "MAJOR", word.equals("effective")))
        .toList();

    if (closes) {
      assertThat(incident.close(nonconformities)).isEqualTo(new IncidentEvent.Closed());
    } else {
      assertThatThrownBy(() -> incident.close(nonconformities)).isInstanceOf(Refusal.NotAllowedNow.class)
          .hasMessageContaining("corrective action");
      assertThat(incident.state()).isEqualTo(IncidentState.REVIEW);
    }
  }
}
