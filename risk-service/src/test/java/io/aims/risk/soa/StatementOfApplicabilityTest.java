package io.aims.risk.soa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.soa.Line.Live;

class StatementOfApplicabilityTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final UUID DRAFTER = UUID.randomUUID();
  private static final UUID APPROVER = UUID.randomUUID();
  private static final Line.Touching NO_INCIDENT = control -> List.of();
  private static final List<InclusionReason> BASELINE = List
      .of(new InclusionReason(InclusionReason.Kind.BASELINE, null));
  private static final Decision INCLUDED = new Decision(Applicability.APPLICABLE, BASELINE, null,
      Implementation.PARTIAL,
      null);
  private static final Decision EXCLUDED = new Decision(Applicability.EXCLUDED, List.of(), "nothing is bought",
      Implementation.NOT_STARTED, null);

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "APPLICABLE, RISK,          -,      IMPLEMENTED, -",
      "APPLICABLE, LAW CONTRACT,  -,      NOT_STARTED, -",
      "APPLICABLE, -,             -,      PLANNED,     reasons",
      "APPLICABLE, BASELINE,      a text, PLANNED,     exclusionReason",
      "EXCLUDED,   -,             a text, NOT_STARTED, -",
      "EXCLUDED,   -,             -,      NOT_STARTED, exclusionReason",
      "EXCLUDED,   -,             ' ',    NOT_STARTED, exclusionReason",
      "EXCLUDED,   LAW,           a text, NOT_STARTED, reasons",
      "EXCLUDED,   -,             a text, IMPLEMENTED, implementation",
      "UNDECIDED,  -,             -,      NOT_STARTED, applicability"})
  void a_decision_needs_its_reasons(Applicability applicability, String reasons, String exclusion,
      Implementation implementation, String broken) {
    var decision = new Decision(applicability, reasons(reasons), exclusion, implementation, null);
    var statement = drawnUp();

    if (broken == null) {
      statement.decide("A.2.2", decision, NO_INCIDENT, DRAFTER.toString());
      assertThat(statement.lines().all().getFirst().decision()).isEqualTo(decision);
    } else {
      assertThatThrownBy(() -> statement.decide("A.2.2", decision, NO_INCIDENT, DRAFTER.toString()))
          .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.violations())
              .extracting(Refusal.Violation::field)
              .containsExactly(broken));
      assertThat(statement.content().number()).isEqualTo(1);
    }
  }

  @Test
  void a_control_that_is_none_has_no_line() {
    assertThatThrownBy(() -> drawnUp().decide("A.99", INCLUDED, NO_INCIDENT, DRAFTER.toString()))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void another_person_approves_the_present_revision() {
    var statement = at(StatementState.COMPLETE);

    var event = statement.approve(4, APPROVER, NOW);

    assertThat(event).isEqualTo(new StatementOfApplicabilityEvent.Approved(4, APPROVER, 2, 1));
    assertThat(statement.state()).isEqualTo(StatementState.APPROVED);
  }

  @Test
  void whoever_contributed_does_not_approve() {
    var statement = at(StatementState.COMPLETE);
    statement.decide("A.2.2", EXCLUDED, NO_INCIDENT, APPROVER.toString());

    assertThatThrownBy(() -> statement.approve(5, APPROVER, NOW)).isInstanceOf(Refusal.FourEyes.class);
    assertThatThrownBy(() -> statement.approve(5, DRAFTER, NOW)).isInstanceOf(Refusal.FourEyes.class);
  }

  @Test
  void an_approval_of_another_revision_is_stale() {
    var statement = at(StatementState.COMPLETE);

    assertThatThrownBy(() -> statement.approve(3, APPROVER, NOW)).isInstanceOf(Refusal.Stale.class);
  }

  @Test
  void a_change_voids_the_approval_and_says_so() {
    var statement = at(StatementState.APPROVED);

    var event = (StatementOfApplicabilityEvent.LineDecided) statement.decide("A.3.2", EXCLUDED, NO_INCIDENT,
        APPROVER.toString());

    assertThat(event.approvalVoided()).isTrue();
    assertThat(event.revision()).isEqualTo(5);
    assertThat(statement.approval()).isNull();
    assertThat(statement.content().contributors()).containsExactly(APPROVER.toString());
  }

  @ParameterizedTest
  @EnumSource(StatementState.class)
  void each_state_allows_its_commands_and_says_which(StatementState state) {
    var statement = at(state);
    var revision = statement.content().number();

    if (state == StatementState.COMPLETE) {
      assertThat(statement.approve(revision, APPROVER, NOW)).isNotNull();
    } else {
      assertThatThrownBy(() -> statement.approve(revision, APPROVER, NOW)).isInstanceOfSatisfying(
          Refusal.NotAllowedNow.class, refusal -> assertThat(refusal.allowed()).isEqualTo(state.commands()));
    }
    assertThat(at(state).decide("A.4.2", INCLUDED, NO_INCIDENT, DRAFTER.toString())).isNotNull();
  }

  @Test
  void an_incident_downgrades_the_applicable_lines_it_touches_and_no_other() {
    var statement = at(StatementState.APPROVED);
    var incident = downgrade();

    var event = statement.downgrade(incident, Set.of("A.2.2", "A.4.2", "A.9.2"));

    assertThat(event).contains(
        new StatementOfApplicabilityEvent.LinesDowngraded(incident.incidentId(), "FAIRNESS", List.of("A.2.2")));
    assertThat(statement.lines().all()).extracting(Line::live)
        .containsExactly(Live.DOWNGRADED, Live.OK, Live.NOT_APPLICABLE);
  }

  @Test
  void a_live_status_moves_neither_revision_nor_approval() {
    var statement = at(StatementState.APPROVED);

    statement.downgrade(downgrade(), Set.of("A.2.2"));

    assertThat(statement.content().number()).isEqualTo(4);
    assertThat(statement.state()).isEqualTo(StatementState.APPROVED);
  }

  @Test
  void an_incident_that_touches_nothing_applicable_is_no_event() {
    var statement = at(StatementState.APPROVED);

    assertThat(statement.downgrade(downgrade(), Set.of("A.4.2", "A.9.2"))).isEmpty();
    assertThat(statement.recover(UUID.randomUUID())).isEmpty();
  }

  @Test
  void a_line_holds_again_when_no_open_incident_touches_it_any_more() {
    var statement = at(StatementState.APPROVED);
    var first = downgrade();
    var second = downgrade();
    statement.downgrade(first, Set.of("A.2.2", "A.3.2"));
    statement.downgrade(second, Set.of("A.2.2"));

    var afterFirst = statement.recover(first.incidentId());
    var afterSecond = statement.recover(second.incidentId());

    assertThat(afterFirst).contains(
        new StatementOfApplicabilityEvent.LinesRecovered(first.incidentId(), List.of("A.3.2"), List.of("A.2.2")));
    assertThat(afterSecond).contains(
        new StatementOfApplicabilityEvent.LinesRecovered(second.incidentId(), List.of("A.2.2"), List.of()));
    assertThat(statement.lines().all()).extracting(Line::live).doesNotContain(Live.DOWNGRADED);
  }

  @Test
  void a_statement_drawn_up_during_an_incident_says_so_from_the_start() {
    var statement = StatementOfApplicability.drawUp(UUID.randomUUID(), UUID.randomUUID(), "edition",
        List.of("A.2.2", "A.3.2"), INCLUDED, control -> control.equals("A.3.2") ? List.of(downgrade()) : List.of(),
        "ada",
        NOW);

    assertThat(statement.drawnUp())
        .isEqualTo(new StatementOfApplicabilityEvent.DrawnUp("edition", 1, 2, 2, List.of("A.3.2")));
  }

  @Test
  void a_line_that_starts_to_apply_during_an_incident_is_downgraded_at_once() {
    var statement = at(StatementState.APPROVED);

    var event = (StatementOfApplicabilityEvent.LineDecided) statement.decide("A.4.2", INCLUDED,
        control -> List.of(downgrade()), DRAFTER.toString());

    assertThat(event.live()).isEqualTo(Live.DOWNGRADED);
  }

  @Test
  void a_line_that_stops_to_apply_has_no_live_status() {
    var statement = at(StatementState.APPROVED);
    var incident = downgrade();
    statement.downgrade(incident, Set.of("A.2.2"));

    statement.decide("A.2.2", EXCLUDED, control -> List.of(incident), DRAFTER.toString());

    assertThat(statement.lines().all().getFirst().live()).isEqualTo(Live.NOT_APPLICABLE);
    assertThat(statement.recover(incident.incidentId())).isEmpty();
  }

  /** One event of each type, from a statement that lives through all of them. */
  static Stream<StatementOfApplicabilityEvent> events() {
    var statement = at(StatementState.COMPLETE);
    var incident = downgrade();
    return Stream.of(statement.drawnUp(), statement.decide("A.2.2", INCLUDED, NO_INCIDENT, DRAFTER.toString()),
        statement.decide("A.3.2", EXCLUDED, NO_INCIDENT, DRAFTER.toString()), statement.approve(6, APPROVER, NOW),
        statement.downgrade(incident, Set.of("A.2.2")).orElseThrow(),
        statement.recover(incident.incidentId()).orElseThrow());
  }

  static StatementOfApplicability at(StatementState state) {
    var statement = drawnUp();
    if (state == StatementState.DRAFT) {
      return statement;
    }
    statement.decide("A.2.2", INCLUDED, NO_INCIDENT, DRAFTER.toString());
    statement.decide("A.3.2", INCLUDED, NO_INCIDENT, DRAFTER.toString());
    statement.decide("A.4.2", EXCLUDED, NO_INCIDENT, DRAFTER.toString());
    if (state == StatementState.APPROVED) {
      statement.approve(4, APPROVER, NOW);
    }
    assertThat(statement.state()).isEqualTo(state);
    return statement;
  }

  static StatementOfApplicability drawnUp() {
    return StatementOfApplicability.drawUp(UUID.randomUUID(), UUID.randomUUID(), "edition",
        List.of("A.2.2", "A.3.2", "A.4.2"), Decision.NONE, NO_INCIDENT, DRAFTER.toString(), NOW);
  }

  static Downgrade downgrade() {
    return new Downgrade(UUID.randomUUID(), "FAIRNESS", UUID.randomUUID(), NOW);
  }

  private static List<InclusionReason> reasons(String kinds) {
    return kinds == null
        ? List.of()
        : Arrays.stream(kinds.split(" "))
            .map(kind -> new InclusionReason(InclusionReason.Kind.valueOf(kind), null))
            .toList();
  }
}
