package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.containment.Containment;
import io.aims.incident.counting.Origin.Told;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.escalation.Addressee;
import io.aims.incident.link.LinkedTo;
import io.aims.incident.relation.Relation;
import io.aims.incident.review.CauseType;
import io.aims.incident.review.Findings;
import io.aims.incident.review.Findings.DecisionKind;
import io.aims.incident.severity.Causality;
import io.aims.incident.severity.HarmFacts;
import io.aims.incident.severity.HarmLevel;
import io.aims.incident.severity.HarmType;
import io.aims.incident.severity.Judgement;
import io.aims.incident.severity.Occurrence;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class IncidentEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(IncidentEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), json))
        .isEmpty();
  }

  /** Readers of the event can rely on one of the two. */
  @Test
  void an_incident_comes_of_a_signal_or_of_what_was_told() {
    var nothing = new IncidentEvent.Opened("INC-0001", UUID.randomUUID(), Kind.DRIFT, Severity.MINOR, null, null, null,
        null, null, null, null, null, null, Instant.EPOCH, Instant.EPOCH, null, null, Map.of());

    assertThat(EventContract.violations("aims.incident.incident.opened.v1", nothing, json)).isNotEmpty();
  }

  static Stream<IncidentEvent> events() {
    var by = IncidentTest.sighting(Severity.MAJOR, SignalStatus.FIRING, null);
    var opening = IncidentTest.opening(by);
    var judgement = Judgement.of(new HarmFacts(Set.of(HarmType.RIGHTS, HarmType.ECONOMIC), HarmLevel.SERIOUS,
        Occurrence.OCCURRED, 120, 3, Causality.ESTABLISHED), Severity.CRITICAL);
    var findings = new Findings(true, "causes", List.of(new Findings.Cause(CauseType.DATA, "a region is missing")),
        "the rollback", "lessons", null,
        List.of(new Findings.Decision(DecisionKind.CORRECTIVE_ACTION, "a gate", UUID.randomUUID(),
            LocalDate.of(2026, 12, 24))));
    var report = IncidentTest.reported(new Told(ReportedBy.DEPLOYER, UUID.randomUUID(), "Turned down", null));
    return Stream.of(IncidentTest.opened(opening).opened(opening), IncidentTest.opened(report).opened(report),
        new IncidentEvent.Acknowledged(),
        new IncidentEvent.Triaged(Severity.MAJOR, UUID.randomUUID(), true),
        IncidentEvent.Assessed.of(judgement, Set.of(Containment.KILL_SWITCH)),
        new IncidentEvent.RoleAssigned(ResponseRole.SCRIBE, UUID.randomUUID(), UUID.randomUUID()),
        new IncidentEvent.Contained(Containment.ROLLBACK, Instant.EPOCH, true, true),
        new IncidentEvent.Contained(Containment.ENDED_BY_ITSELF, null, false, null),
        new IncidentEvent.Resolved(Instant.EPOCH), IncidentEvent.Reviewed.of(findings), new IncidentEvent.Closed(),
        new IncidentEvent.Dismissed(), new IncidentEvent.EvidenceHeld(UUID.randomUUID()),
        new IncidentEvent.EvidenceReleased(),
        new IncidentEvent.Merged(UUID.randomUUID()),
        new IncidentEvent.Absorbed(UUID.randomUUID(), UUID.randomUUID(), Kind.DRIFT),
        new IncidentEvent.SplitOff(UUID.randomUUID(), List.of(UUID.randomUUID())),
        new IncidentEvent.Related(UUID.randomUUID(), Relation.SAME_CAUSE),
        new IncidentEvent.Linked(UUID.randomUUID(), LinkedTo.CONTROL, "A.6.2.6", UUID.randomUUID(), Kind.DRIFT,
            Severity.MAJOR),
        new IncidentEvent.Unlinked(UUID.randomUUID(), LinkedTo.SUPPLIER, "Northwind", UUID.randomUUID(), Kind.DRIFT),
        new IncidentEvent.Reopened(IncidentState.OPEN, UUID.randomUUID(), Kind.DRIFT, Severity.MAJOR,
            Set.of(Kind.FAIRNESS), Set.of(UUID.randomUUID())),
        new IncidentEvent.Relapsed(IncidentState.REVIEW, UUID.randomUUID(), Kind.DRIFT, Severity.MAJOR,
            Set.of(UUID.randomUUID()), List.of(UUID.randomUUID()), 1),
        new IncidentEvent.Worsened(Severity.CRITICAL, Severity.MAJOR, List.of(UUID.randomUUID()), 1),
        new IncidentEvent.Escalated(1, Addressee.ON_CALL, UUID.randomUUID(), List.of(UUID.randomUUID()), Severity.MAJOR,
            Instant.EPOCH));
  }
}
