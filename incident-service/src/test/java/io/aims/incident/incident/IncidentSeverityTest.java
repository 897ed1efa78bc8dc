package io.aims.incident.incident;

import static io.aims.incident.incident.IncidentTest.at;
import static io.aims.incident.incident.IncidentTest.fresh;
import static io.aims.incident.incident.IncidentTest.judgement;
import static io.aims.incident.incident.IncidentTest.opened;
import static io.aims.incident.incident.IncidentTest.opening;
import static io.aims.incident.incident.IncidentTest.reported;
import static io.aims.incident.incident.IncidentTest.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.incident.containment.Containment;
import io.aims.incident.containment.Measure;
import io.aims.incident.counting.Origin.Told;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.timeline.NamedSignals;

/** How bad an incident is, while signals and people say so. */
class IncidentSeverityTest {
  private static final UUID COMMANDER = new UUID(8, 2);
  private static final UUID PART = new UUID(4, 4);
  private static final Instant LATER = Instant.parse("2026-11-20T10:00:00Z");
  private static final NamedSignals ONE = NamedSignals.of(List.of(new UUID(5, 5)));

  private static Incident minor() {
    return opened(opening(sighting(Severity.MINOR, SignalStatus.FIRING, null)));
  }

  @Test
  void until_people_have_judged_it_an_incident_is_as_bad_as_the_worst_of_its_signals() {
    var incident = minor();
    incident.acknowledge();

    assertThat(incident.worsen(Severity.MAJOR, ONE))
        .contains(new IncidentEvent.Worsened(Severity.MAJOR, Severity.MAJOR, ONE.ids(), 1));
    assertThat(incident.severity()).isEqualTo(Severity.MAJOR);
    assertThat(incident.worsen(Severity.MAJOR, ONE)).isEmpty();
    assertThat(incident.worsen(Severity.MINOR, ONE)).isEmpty();
    assertThat(incident.severity()).isEqualTo(Severity.MAJOR);
  }

  @Test
  void what_people_have_judged_stays_and_a_worse_signal_is_told_once() {
    var judged = minor();
    judged.assess(judgement(Severity.INFO), Set.of());
    var triaged = minor();
    triaged.triage(Severity.INFO, COMMANDER);

    for (var incident : List.of(judged, triaged)) {
      assertThat(incident.worsen(Severity.CRITICAL, ONE))
          .contains(new IncidentEvent.Worsened(Severity.CRITICAL, Severity.INFO, ONE.ids(), 1));
      assertThat(incident.severity()).isEqualTo(Severity.INFO);
      assertThat(incident.worsen(Severity.CRITICAL, ONE)).isEmpty();
    }
  }

  @Test
  void what_people_have_told_they_have_judged() {
    var incident = opened(reported(new Told(ReportedBy.CUSTOMER, null, "Turned down", null)));

    assertThat(incident.worsen(Severity.CRITICAL, ONE)).isPresent();
    assertThat(incident.severity()).isEqualTo(Severity.MINOR);
  }

  @Test
  void a_judgement_is_of_one_life() {
    var relapsed = minor();
    relapsed.triage(Severity.INFO, COMMANDER);
    relapsed.contain(Measure.of(Containment.KILL_SWITCH, null, false), null, LATER);
    relapsed.resolve(null, LATER);
    relapsed.relapse(Severity.INFO, ONE, Set.of(), LATER);

    assertThat(relapsed.worsen(Severity.MINOR, ONE)).isPresent();
    assertThat(relapsed.severity()).isEqualTo(Severity.MINOR);
  }

  @Test
  void a_relapse_is_as_bad_as_the_worst_of_its_signals() {
    var relapsed = minor();
    relapsed.triage(Severity.INFO, COMMANDER);
    relapsed.contain(Measure.of(Containment.KILL_SWITCH, null, false), null, LATER);
    relapsed.resolve(null, LATER);

    assertThat(relapsed.relapse(Severity.CRITICAL, ONE, Set.of(), LATER))
        .hasValueSatisfying(event -> assertThat(event).isInstanceOfSatisfying(IncidentEvent.Relapsed.class,
            one -> assertThat(one.severity()).isEqualTo(Severity.CRITICAL)));
    assertThat(relapsed.worsen(Severity.CRITICAL, ONE)).isEmpty();
  }

  @Test
  void a_relapse_keeps_what_is_worse_than_its_signals() {
    var relapsed = fresh();
    relapsed.triage(Severity.MAJOR, COMMANDER);
    relapsed.contain(Measure.of(Containment.KILL_SWITCH, null, false), null, LATER);
    relapsed.resolve(null, LATER);

    relapsed.relapse(Severity.MINOR, ONE, Set.of(), LATER);

    assertThat(relapsed.severity()).isEqualTo(Severity.MAJOR);
    assertThat(relapsed.worsen(Severity.MAJOR, ONE)).isEmpty();
  }

  /** So that what stays is told when it gets as bad. */
  @Test
  void what_has_been_split_off_was_heard_of_the_part() {
    var judged = fresh();
    judged.triage(Severity.MINOR, COMMANDER);
    judged.splitOff(PART, List.of(new UUID(5, 5)), Severity.MINOR);
    var waiting = fresh();
    waiting.splitOff(PART, List.of(new UUID(5, 5)), Severity.MINOR);
    var emptied = opened(reported(new Told(ReportedBy.CUSTOMER, null, "Turned down", null)));
    emptied.worsen(Severity.CRITICAL, ONE);
    emptied.splitOff(PART, List.of(new UUID(5, 5)), null);

    assertThat(judged.signalled()).isEqualTo(Severity.MINOR);
    assertThat(judged.worsen(Severity.CRITICAL, ONE)).isPresent();
    assertThat(waiting.worsen(Severity.CRITICAL, ONE))
        .contains(new IncidentEvent.Worsened(Severity.CRITICAL, Severity.CRITICAL, ONE.ids(), 1));
    assertThat(emptied.signalled()).isEqualTo(Severity.MINOR);
  }

  @Test
  void a_split_makes_nobody_hear_of_what_stays_anew() {
    var judged = minor();
    judged.triage(Severity.MINOR, COMMANDER);
    judged.worsen(Severity.MAJOR, ONE);
    judged.splitOff(PART, List.of(new UUID(5, 5)), Severity.CRITICAL);

    assertThat(judged.signalled()).isEqualTo(Severity.MAJOR);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSED", "DISMISSED", "MERGED"})
  void what_is_over_gets_no_worse(IncidentState state) {
    var incident = at(state, minor());

    assertThat(incident.worsen(Severity.CRITICAL, ONE)).isEmpty();
  }

  @Test
  void what_takes_in_a_worse_one_is_as_bad_unless_people_have_judged_it() {
    var worse = fresh();
    var target = minor();
    worse.mergeInto(target, LATER);
    var judged = minor();
    judged.triage(Severity.MINOR, COMMANDER);

    assertThat(target.worsenBy(worse))
        .contains(new IncidentEvent.Worsened(Severity.CRITICAL, Severity.CRITICAL, List.of(), 0));
    assertThat(target.worsen(Severity.CRITICAL, ONE)).isEmpty();
    assertThat(judged.worsenBy(worse))
        .contains(new IncidentEvent.Worsened(Severity.CRITICAL, Severity.MINOR, List.of(), 0));
    assertThat(judged.severity()).isEqualTo(Severity.MINOR);
    assertThat(judged.signalled()).isEqualTo(Severity.CRITICAL);
  }

  /** A merge follows from somebody's judgement of it, if there was one. */
  @Test
  void what_is_taken_in_is_as_bad_as_people_have_judged_it() {
    var judged = fresh();
    judged.assess(judgement(Severity.INFO), Set.of());
    var target = minor();

    assertThat(target.worsenBy(judged))
        .contains(new IncidentEvent.Worsened(Severity.CRITICAL, Severity.MINOR, List.of(), 0));
    assertThat(target.worsenBy(judged)).isEmpty();
  }
}
