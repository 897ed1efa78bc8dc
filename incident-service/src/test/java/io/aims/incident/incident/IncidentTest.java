package io.aims.incident.incident;

import static io.aims.incident.incident.IncidentCommand.CLOSING;
import static io.aims.incident.incident.IncidentCommand.CONTAINMENT;
import static io.aims.incident.incident.IncidentCommand.DISMISSAL;
import static io.aims.incident.incident.IncidentCommand.MERGE;
import static io.aims.incident.incident.IncidentCommand.RESOLUTION;
import static io.aims.incident.incident.IncidentCommand.REVIEW;
import static io.aims.incident.incident.IncidentCommand.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.incident.containment.Containment;
import io.aims.incident.containment.Measure;
import io.aims.incident.counting.Counted;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Opening;
import io.aims.incident.counting.Origin.Told;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.counting.Sighting;
import io.aims.incident.incident.ClosurePolicy.Situation;
import io.aims.incident.incident.ClosurePolicy.Unfinished;
import io.aims.incident.link.Linked;
import io.aims.incident.link.LinkedTo;
import io.aims.incident.link.Target;
import io.aims.incident.nonconformity.Nonconformity;
import io.aims.incident.relation.Relation;
import io.aims.incident.review.Findings;
import io.aims.incident.severity.Causality;
import io.aims.incident.severity.HarmFacts;
import io.aims.incident.severity.HarmLevel;
import io.aims.incident.severity.HarmType;
import io.aims.incident.severity.Judgement;
import io.aims.incident.severity.Occurrence;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.timeline.EntryKind;
import io.aims.incident.timeline.NamedSignals;
import io.aims.platform.refusal.Refusal;

class IncidentTest {
  private static final UUID RISK = new UUID(8, 1);
  private static final UUID COMMANDER = UUID.fromString("a1000000-0000-4000-8000-000000000013");
  private static final Unfinished NOTHING = new Unfinished(0, false, false, false, false);
  private static final Measure KILL_SWITCH = Measure.of(Containment.KILL_SWITCH, null, false);
  private static final Measure ENDED = Measure.of(Containment.ENDED_BY_ITSELF, null, false);
  private static final Instant HEARD = Instant.parse("2026-11-20T08:31:00Z");
  private static final Instant LATER = Instant.parse("2026-11-20T10:00:00Z");

  static Sighting sighting(Severity severity, SignalStatus status, Instant startsAt) {
    var signal = new Signal(Kind.FAIRNESS, severity, status, "lending", "lending-gbm", "alertmanager:1", startsAt, null,
        "trustyai_spd", -0.31, -0.15, "gap", new TreeMap<>());
    return new Sighting(UUID.randomUUID(), HEARD, UUID.randomUUID(), UUID.randomUUID(), new SignalKey("k"), signal);
  }

  static Opening opening(Sighting by) {
    var signal = by.signal();
    return new Counted(UUID.randomUUID(), by.key(), null, signal.severity(), by.sourceId(), by.deliveryId(),
        signal.metric(), signal.value(), signal.threshold(), signal.modelRef(), signal.startsAt(), by.receivedAt())
        .opening(new OpenKey(by.systemId(), signal.kind()), by.receivedAt(), null);
  }

  static Incident opened(Opening by) {
    return Incident.open(UUID.randomUUID(), UUID.randomUUID(), "INC-0001", UUID.randomUUID(), by, HEARD);
  }

  static Incident fresh() {
    return opened(opening(sighting(Severity.CRITICAL, SignalStatus.FIRING, null)));
  }

  static Findings findings(boolean correctiveActionRequired, String lessons, String nothingToLearn) {
    return new Findings(correctiveActionRequired, "shifted sample", List.of(), null, lessons, nothingToLearn,
        List.of());
  }

  static Incident at(IncidentState state) {
    return at(state, fresh());
  }

  static Incident at(IncidentState state, Incident incident) {
    var path = switch (state) {
      case TRIAGE -> List.<IncidentCommand>of();
      case OPEN -> List.of(TRIAGE);
      case CONTAINED -> List.of(TRIAGE, CONTAINMENT);
      case RESOLVED -> List.of(TRIAGE, CONTAINMENT, RESOLUTION);
      case REVIEW -> List.of(TRIAGE, CONTAINMENT, RESOLUTION, REVIEW);
      case CLOSED -> List.of(TRIAGE, CONTAINMENT, RESOLUTION, REVIEW, CLOSING);
      case DISMISSED -> List.of(DISMISSAL);
      case MERGED -> List.of(MERGE);
    };
    path.forEach(command -> apply(incident, command));
    assertThat(incident.state()).isEqualTo(state);
    return incident;
  }

  private static IncidentEvent apply(Incident incident, IncidentCommand command) {
    return switch (command) {
      case ACKNOWLEDGEMENT -> incident.acknowledge();
      case TRIAGE -> incident.triage(Severity.MAJOR, COMMANDER);
      case ASSESSMENT -> incident.assess(judgement(null), Set.of());
      case ROLES -> incident.assign(ResponseRole.SCRIBE, COMMANDER);
      case CONTAINMENT -> incident.contain(KILL_SWITCH, null, LATER);
      case RESOLUTION -> incident.resolve(null, LATER);
      case REVIEW -> incident.review(findings(false, "watch the sample", null));
      case CLOSING -> incident.close(new Situation(List.of(), Set.of(), NOTHING, false), LATER);
      case DISMISSAL -> incident.dismiss(NOTHING, LATER);
      case EVIDENCE_HOLD -> incident.holdEvidence();
      case EVIDENCE_RELEASE -> incident.releaseEvidence(false);
      case MERGE -> incident.mergeInto(fresh(), LATER);
      case SPLIT -> incident.splitOff(UUID.randomUUID(), List.of(UUID.randomUUID()), null);
      case RELATIONS -> incident.relate(UUID.randomUUID(), Relation.SAME_CAUSE);
      case LINKS -> incident.link(UUID.randomUUID(), new Target(LinkedTo.SUPPLIER, "Northwind"));
      case REOPENING -> incident.reopen(Set.of(), Set.of(), LATER, Duration.ofDays(14));
    };
  }

  static Judgement judgement(Severity override) {
    return Judgement.of(new HarmFacts(Set.of(HarmType.RIGHTS), HarmLevel.SERIOUS, Occurrence.OCCURRED, 12, 0,
        Causality.LIKELY), override);
  }

  @Test
  void what_nobody_has_said_nobody_takes_back() {
    var incident = at(IncidentState.OPEN);
    var effect = new Linked(UUID.randomUUID(), new Target(LinkedTo.CONTROL, "A.6.2.6"), false);

    assertThatThrownBy(() -> incident.unlink(effect)).isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining("an effect");
  }

  /** Every state with every command; an empty column is a refusal. */
  @ParameterizedTest
  @CsvSource(useHeadersInDisplayName = true, nullValues = "", value = {
      "state,     ACKNOWLEDGEMENT, TRIAGE, ASSESSMENT, ROLES,     CONTAINMENT, RESOLUTION, REVIEW, CLOSING, DISMISSAL, EVIDENCE_HOLD, EVIDENCE_RELEASE, MERGE,  SPLIT,     RELATIONS, LINKS,     REOPENING",
      "TRIAGE,    TRIAGE,          OPEN,   TRIAGE,     TRIAGE,    ,            ,           ,       ,        DISMISSED, TRIAGE,        ,                 MERGED, TRIAGE, TRIAGE   , TRIAGE   ,",
      "OPEN,      ,                ,       OPEN,       OPEN,      CONTAINED,   ,           ,       ,        DISMISSED, OPEN,          ,                 MERGED, OPEN, OPEN     , OPEN     ,",
      "CONTAINED, ,                ,       CONTAINED,  CONTAINED, CONTAINED,   RESOLVED,   ,       ,        ,          CONTAINED,     ,                 MERGED, CONTAINED, CONTAINED, CONTAINED,",
      "RESOLVED,  ,                ,       RESOLVED,   RESOLVED,  RESOLVED,    ,           REVIEW, ,        ,          RESOLVED,      ,                 MERGED, RESOLVED, RESOLVED , RESOLVED ,",
      "REVIEW,    ,                ,       REVIEW,     REVIEW,    REVIEW,      ,           REVIEW, CLOSED,  ,          REVIEW,        ,                 ,       , REVIEW   , REVIEW   ,",
      "CLOSED,    ,                ,       ,           ,          ,            ,           ,       ,        ,          ,              ,                 ,       , CLOSED   , CLOSED   , OPEN",
      "DISMISSED, ,                ,       ,           ,          ,            ,           ,       ,        ,          ,              ,                 ,       , DISMISSED,          , TRIAGE",
      "MERGED,    ,                ,       ,           ,          ,            ,           ,       ,        ,          ,              ,                 ,       ,          ,          ,"})
  void each_command_leads_from_a_state_to_the_next_or_is_refused(ArgumentsAccessor row) {
    var from = row.get(0, IncidentState.class);

    for (var command : IncidentCommand.values()) {
      var incident = at(from);
      var to = row.get(command.ordinal() + 1, IncidentState.class);
      if (to == null) {
        assertThatThrownBy(() -> apply(incident, command)).as("%s in %s", command, from)
            .isInstanceOfSatisfying(Refusal.NotAllowedNow.class, refusal -> {
              assertThat(refusal.state()).isEqualTo(from.name());
              assertThat(refusal.allowed()).isEqualTo(incident.words()).doesNotContain(command.word());
            });
        assertThat(incident.state()).isEqualTo(from);
      } else {
        assertThat(incident.words()).as("%s in %s", command, from).contains(command.word());
        apply(incident, command);
        assertThat(incident.state()).as("%s in %s", command, from).isEqualTo(to);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"TRIAGE, true", "OPEN, true", "CONTAINED, true", "RESOLVED, true", "REVIEW, true", "CLOSED, false",
      "DISMISSED, false", "MERGED, false"})
  void it_is_open_until_it_is_closed_dismissed_or_merged(IncidentState state, boolean open) {
    assertThat(at(state).open()).isEqualTo(open);
  }

  @Test
  void it_is_opened_with_the_facts_of_its_signal() {
    var began = Instant.parse("2026-11-20T08:30:00Z");
    var by = sighting(Severity.CRITICAL, SignalStatus.FIRING, began);
    var opening = opening(by);
    var incident = opened(opening);

    var event = incident.opened(opening);

    assertThat(event).isEqualTo(new IncidentEvent.Opened("INC-0001", by.systemId(), Kind.FAIRNESS, Severity.CRITICAL,
        by.sourceId(), incident.signalId(), by.deliveryId(), "trustyai_spd", -0.31, -0.15, "lending-gbm", null,
        null, began, HEARD, null, null, Map.of()));
    assertThat(incident.state()).isEqualTo(IncidentState.TRIAGE);
  }

  @Test
  void or_with_what_people_were_told_of_which_the_words_stay_here() {
    var round = UUID.randomUUID();
    var opening = reported(new Told(ReportedBy.MONITORING_ROUND, round, "Turned down", "By age"));
    var incident = opened(opening);

    var event = incident.opened(opening);

    assertThat(event).isEqualTo(new IncidentEvent.Opened("INC-0001", opening.about().systemId(), Kind.SAFETY,
        Severity.MINOR, null, null, null, null, null, null, null, ReportedBy.MONITORING_ROUND, round, HEARD, LATER,
        null,
        null, Map.of("title", "Turned down", "summary", "By age")));
    assertThat(event.step()).isEqualTo(EntryKind.DETECTED);
    assertThat(event.occurredAt()).isEqualTo(LATER);
    assertThat(incident.signalId()).isNull();
    assertThat(incident.waits()).isTrue();
  }

  static Opening reported(Told told) {
    return new IncidentReport(UUID.randomUUID(), Kind.SAFETY, Severity.MINOR, HEARD, LATER, told).opening(LATER);
  }

  @Test
  void it_began_when_it_was_heard_if_the_monitor_does_not_say() {
    assertThat(opened(opening(sighting(Severity.MINOR, SignalStatus.FIRING, null))).startedAt()).isEqualTo(HEARD);
  }

  @Test
  void people_correct_the_severity_and_name_a_commander() {
    var incident = at(IncidentState.TRIAGE);

    assertThat(incident.triage(Severity.MINOR, COMMANDER))
        .isEqualTo(new IncidentEvent.Triaged(Severity.MINOR, COMMANDER, true));

    assertThat(incident.severity()).isEqualTo(Severity.MINOR);
    assertThat(incident.holder(ResponseRole.COMMANDER)).isEqualTo(COMMANDER);
  }

  @Test
  void it_is_acknowledged_once() {
    var incident = at(IncidentState.TRIAGE);
    incident.acknowledge();

    assertThat(incident.acknowledged()).isTrue();
    assertThatThrownBy(incident::acknowledge).isInstanceOf(Refusal.NotAllowedNow.class);
    assertThat(incident.triage(Severity.MAJOR, COMMANDER).step()).isNull();
    assertThat(at(IncidentState.TRIAGE).triage(Severity.MAJOR, COMMANDER).step())
        .isEqualTo(EntryKind.ACKNOWLEDGED);
  }

  @Test
  void a_role_is_handed_over_from_one_person_to_another() {
    var incident = at(IncidentState.OPEN);
    var next = UUID.randomUUID();

    assertThat(incident.assign(ResponseRole.COMMANDER, next))
        .isEqualTo(new IncidentEvent.RoleAssigned(ResponseRole.COMMANDER, next, COMMANDER));
    assertThat(incident.assign(ResponseRole.LIAISON, COMMANDER))
        .isEqualTo(new IncidentEvent.RoleAssigned(ResponseRole.LIAISON, COMMANDER, null));
    assertThatThrownBy(() -> incident.assign(ResponseRole.COMMANDER, next)).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void the_matrix_decides_the_severity_unless_a_person_does() {
    var incident = at(IncidentState.OPEN);

    incident.assess(judgement(null), Set.of());
    assertThat(incident.severity()).isEqualTo(Severity.MAJOR);

    assertThat(incident.assess(judgement(Severity.CRITICAL), Set.of())).isInstanceOfSatisfying(
        IncidentEvent.Assessed.class,
        assessed -> {
          assertThat(assessed.overridden()).isTrue();
          assertThat(assessed.decided()).isEqualTo(Severity.MAJOR);
        });
    assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSING", "DISMISSAL", "MERGE", "EVIDENCE_HOLD"})
  void under_an_evidence_hold_nothing_ends_it(IncidentCommand command) {
    var incident = at(command == CLOSING ? IncidentState.REVIEW : IncidentState.OPEN);
    incident.holdEvidence();

    assertThatThrownBy(() -> apply(incident, command)).isInstanceOf(Refusal.NotAllowedNow.class);
    incident.releaseEvidence(false);
    apply(incident, command);
  }

  @ParameterizedTest
  @CsvSource({"ROLLBACK, false, false", "ROLLBACK, true, true", "FEATURE_DISABLED, false, false",
      "KILL_SWITCH, false, true", "TRAFFIC_SHIFT, false, true", "HUMAN_TAKEOVER, false, true",
      "ENDED_BY_ITSELF, false, true"})
  void under_an_evidence_hold_the_system_is_altered_only_once_its_evidence_is_preserved(Containment containment,
      boolean preserved, boolean allowed) {
    var incident = at(IncidentState.OPEN);
    var measure = Measure.of(containment, null, preserved);
    incident.holdEvidence();

    if (allowed) {
      incident.contain(measure, null, LATER);
      assertThat(incident.state()).isEqualTo(IncidentState.CONTAINED);
    } else {
      assertThatThrownBy(() -> incident.contain(measure, null, LATER))
          .isInstanceOf(Refusal.NotAllowedNow.class)
          .hasMessageContaining("evidence");
      assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTAINED", "RESOLVED", "REVIEW"})
  void a_further_containment_leaves_it_where_it_stands_and_is_asked_for_evidence_as_the_first_one(IncidentState state) {
    var incident = at(state);
    incident.holdEvidence();

    assertThatThrownBy(() -> incident.contain(Measure.of(Containment.ROLLBACK, null, false), null, LATER))
        .isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining("evidence");
    assertThat(incident.contain(Measure.of(Containment.ROLLBACK, null, true), HEARD, LATER))
        .isEqualTo(new IncidentEvent.Contained(Containment.ROLLBACK, HEARD, true, true));
    assertThat(incident.state()).isEqualTo(state);
  }

  @Test
  void what_has_ended_by_itself_is_resolved_without_anybody_having_done_anything() {
    var incident = at(IncidentState.OPEN);
    incident.holdEvidence();

    assertThat(incident.contain(ENDED, null, LATER))
        .isEqualTo(new IncidentEvent.Contained(Containment.ENDED_BY_ITSELF, null, false, null));
    incident.contain(Measure.of(Containment.OTHER, false, false), null, LATER);
    incident.resolve(null, LATER);

    assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTAINED", "RESOLVED", "REVIEW"})
  void what_was_contained_has_not_ended_by_itself(IncidentState state) {
    assertThatThrownBy(() -> at(state).contain(ENDED, null, LATER)).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void an_assessment_tells_what_was_done_by_then() {
    var incident = at(IncidentState.CONTAINED);

    assertThat(incident.assess(judgement(null), Set.of(Containment.ROLLBACK, Containment.OTHER)))
        .isInstanceOfSatisfying(IncidentEvent.Assessed.class, assessed -> {
          assertThat(assessed.killSwitchUsed()).isFalse();
          assertThat(assessed.rollbackUsed()).isTrue();
        });
  }

  @Test
  void what_was_done_was_done_in_the_past() {
    assertThatThrownBy(() -> at(IncidentState.OPEN).contain(KILL_SWITCH, LATER.plusMillis(1), LATER))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(at(IncidentState.CONTAINED).resolve(HEARD, LATER).occurredAt()).isEqualTo(HEARD);
  }

  @Test
  void what_the_review_says_in_words_is_not_published() {
    var event = at(IncidentState.RESOLVED).review(findings(true, "watch the sample", null));

    assertThat(event.texts()).containsOnlyKeys("contributingCauses", "lessons");
    assertThat(event).isInstanceOfSatisfying(IncidentEvent.Reviewed.class,
        reviewed -> assertThat(reviewed.correctiveActionRequired()).isTrue());
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "false, none,           lesson, 0, false, -",
      "false, open,           lesson, 0, false, effective",
      "false, effective,      lesson, 0, false, -",
      "true,  none,           lesson, 0, false, corrective action",
      "true,  open,           lesson, 0, false, effective",
      "true,  effective,      lesson, 0, false, -",
      "true,  open effective, lesson, 0, false, effective",
      "false, none,           -,      0, false, lesson",
      "false, none,           reason, 0, false, -",
      "false, none,           lesson, 1, true,  tasks"})
  void it_closes_only_when_what_was_asked_for_is_done_and_something_is_learned(boolean required, String linked,
      String learned, int openTasks, boolean clocksOpen, String obstacle) {
    var incident = at(IncidentState.RESOLVED);
    incident.review(findings(required, "lesson".equals(learned) ? "watch it" : null,
        "reason".equals(learned) ? "known and accepted" : null));
    var situation = new Situation(Arrays.stream(linked.split(" "))
        .filter(word -> !word.equals("none"))
        .map(word -> nonconformity(HEARD, word.equals("effective")))
        .toList(), Set.of(), new Unfinished(openTasks, clocksOpen, false, false, false), false);

    if (obstacle == null) {
      assertThat(incident.close(situation, LATER)).isEqualTo(new IncidentEvent.Closed());
    } else {
      assertThatThrownBy(() -> incident.close(situation, LATER)).isInstanceOf(Refusal.NotAllowedNow.class)
          .hasMessageContaining(obstacle);
      assertThat(incident.state()).isEqualTo(IncidentState.REVIEW);
    }
  }

  /** An incident with nothing left but these. */
  @ParameterizedTest
  @CsvSource({"true, false, false, false, clocks", "false, true, false, false, what an incomplete report has left out",
      "false, false, true, false, reports to authorities are handed in or withdrawn",
      "false, false, false, true, planned communications are told or cancelled", "true, true, true, true, clocks",
      "false, true, true, true, incomplete", "false, false, true, true, reports"})
  void it_closes_only_when_everybody_is_told_who_was_to_be(boolean clocks, boolean rest, boolean reports,
      boolean communications, String obstacle) {
    var incident = at(IncidentState.REVIEW);
    var situation = new Situation(List.of(), Set.of(), new Unfinished(0, clocks, rest, reports, communications), false);

    assertThatThrownBy(() -> incident.close(situation, LATER))
        .isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining(obstacle);
    assertThat(incident.state()).isEqualTo(IncidentState.REVIEW);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "before effective,               there is the corrective action",
      "before open,                    there is the corrective action",
      "before open + since effective,  -",
      "since effective + since open,   each corrective action",
      "unknown effective,              there is the corrective action",
      "became effective,               -",
      "became open,                    each corrective action"})
  void a_second_life_needs_corrective_actions_of_its_own(String linked, String obstacle) {
    var incident = at(IncidentState.CLOSED);
    incident.reopen(Set.of(), Set.of(), LATER, Duration.ofDays(14));
    incident.contain(KILL_SWITCH, null, LATER);
    incident.resolve(null, LATER);
    incident.review(findings(true, "watch it", null));
    var became = new HashSet<UUID>();
    var situation = new Situation(Arrays.stream(linked.split(" \\+ ")).map(words -> words.split(" ")).map(words -> {
      var raisedAt = switch (words[0]) {
        case "before", "became" -> HEARD;
        case "since" -> LATER;
        default -> null;
      };
      var nonconformity = nonconformity(raisedAt, words[1].equals("effective"));
      if (words[0].equals("became")) {
        became.add(nonconformity.id());
      }
      return nonconformity;
    }).toList(), became, NOTHING, false);

    if (obstacle == null) {
      assertThat(incident.close(situation, LATER)).isEqualTo(new IncidentEvent.Closed());
    } else {
      assertThatThrownBy(() -> incident.close(situation, LATER)).isInstanceOf(Refusal.NotAllowedNow.class)
          .hasMessageContaining(obstacle);
    }
  }

  @Test
  void it_is_not_closed_before_what_fires_anew_is_looked_at() {
    var incident = at(IncidentState.RESOLVED);
    incident.review(findings(false, "watch it", null));
    var situation = new Situation(List.of(), Set.of(), NOTHING, true);

    assertThatThrownBy(() -> incident.close(situation, LATER)).isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining("fires anew, or worse");
  }

  @ParameterizedTest
  @EnumSource(IncidentState.class)
  void only_what_people_have_resolved_and_not_closed_relapses(IncidentState state) {
    var incident = at(state);
    var risk = UUID.randomUUID();
    var signals = List.of(UUID.randomUUID(), UUID.randomUUID());

    var event = incident.relapse(Severity.MINOR, NamedSignals.of(signals), Set.of(risk), LATER);

    if (state == IncidentState.RESOLVED || state == IncidentState.REVIEW) {
      assertThat(event).contains(new IncidentEvent.Relapsed(state, incident.systemId(), incident.kind(),
          incident.severity(), Set.of(risk), signals, 2));
      assertThat(incident.state()).isEqualTo(IncidentState.TRIAGE);
      assertThat(incident.acknowledged()).isFalse();
      assertThat(incident.waits()).isTrue();
      assertThat(incident.waitingSince()).isEqualTo(LATER);
      assertThat(incident.relapses()).isOne();
    } else {
      assertThat(event).isEmpty();
      assertThat(incident.state()).isEqualTo(state);
      assertThat(incident.relapses()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false, false, false, false, tasks", "0, true, false, false, false, clocks",
      "0, false, true, false, false, incomplete report", "0, false, false, true, false, reports to authorities",
      "0, false, false, false, true, communications"})
  void what_leaves_something_to_do_or_to_tell_is_not_dismissed(int tasks, boolean clocks, boolean rest,
      boolean reports, boolean communications, String obstacle) {
    var incident = at(IncidentState.OPEN);
    var unfinished = new Unfinished(tasks, clocks, rest, reports, communications);

    assertThatThrownBy(() -> incident.dismiss(unfinished, LATER)).isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining(obstacle);
    assertThat(incident.dismiss(NOTHING, LATER)).isEqualTo(new IncidentEvent.Dismissed());
  }

  private static Nonconformity nonconformity(Instant raisedAt, boolean effective) {
    return new Nonconformity(UUID.randomUUID(), "NC-0001", "MAJOR", raisedAt, effective, false);
  }

  @ParameterizedTest
  @EnumSource(names = {"TRIAGE", "OPEN", "CONTAINED", "RESOLVED", "REVIEW", "CLOSED", "DISMISSED"})
  void evidence_is_held_for_an_authority_in_any_state_once_and_goes_only_when_it_is_informed(IncidentState state) {
    var incident = at(state);
    var clock = UUID.randomUUID();

    assertThat(incident.holdEvidenceFor(clock)).contains(new IncidentEvent.EvidenceHeld(clock));
    assertThat(incident.holdEvidenceFor(UUID.randomUUID())).isEmpty();
    assertThatThrownBy(() -> incident.releaseEvidence(true)).isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining("informed");
    assertThat(incident.evidenceHold()).isTrue();
    incident.releaseEvidence(false);
    assertThat(incident.evidenceHold()).isFalse();
  }

  @Test
  void a_merge_leads_to_an_open_incident_and_never_on_from_there() {
    var target = fresh();
    var source = fresh();
    source.mergeInto(target, LATER);
    target.absorb(source);

    assertThat(source.mergedInto()).isEqualTo(target.id());
    assertThatThrownBy(() -> target.mergeInto(fresh(), LATER)).isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining("taken in others");
    assertThatThrownBy(() -> fresh().mergeInto(source, LATER)).isInstanceOf(Refusal.Invalid.class);
    assertThatThrownBy(() -> target.mergeInto(target, LATER)).isInstanceOf(Refusal.Invalid.class);
    assertThatThrownBy(() -> target.relate(target.id(), Relation.SIMILAR)).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void it_can_be_reopened_for_some_days() {
    var days = Duration.ofDays(14);

    assertThatThrownBy(() -> at(IncidentState.CLOSED).reopen(Set.of(), Set.of(), LATER.plus(days).plusMillis(1), days))
        .isInstanceOf(Refusal.NotAllowedNow.class)
        .hasMessageContaining("14 days");
    assertThat(at(IncidentState.CLOSED).reopen(Set.of(Kind.DRIFT, Kind.PRIVACY), Set.of(RISK), LATER.plus(days), days))
        .isInstanceOfSatisfying(IncidentEvent.Reopened.class, reopened -> {
          assertThat(reopened.state()).isEqualTo(IncidentState.OPEN);
          assertThat(reopened.kind()).isEqualTo(Kind.FAIRNESS);
          assertThat(reopened.absorbedKinds()).containsExactly(Kind.DRIFT, Kind.PRIVACY);
          assertThat(reopened.linkedRisks()).containsExactly(RISK);
          assertThat(reopened.severity()).isEqualTo(Severity.MAJOR);
        });
  }
}
