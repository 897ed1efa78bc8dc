package io.aims.audit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.aims.audit.ledger.LedgerEntry;
import io.aims.audit.ledger.RecordedEvent;

class TraceGraphTest {
  private static final UUID CASE = new UUID(9, 9);
  private static final UUID SYSTEM = new UUID(1, 1);
  private static final UUID INCIDENT = new UUID(1, 2);
  private static final UUID RISK = new UUID(1, 3);
  private static final UUID NONCONFORMITY = new UUID(1, 4);
  private final TraceGraph graph = new TraceGraph();
  private long index;

  @Test
  void tells_what_a_service_did_because_of_an_event() {
    var opened = add("incident", INCIDENT, 1, null, "{\"reference\":\"INC-0001\"}");
    var flagged = add("risk", RISK, 4, opened, "{\"incidentId\":\"" + INCIDENT + "\"}");

    assertThat(graph.trace(CASE, true).edges()).containsExactly(
        new Trace.Edge(Trace.Kind.CAUSED, INCIDENT, RISK, opened, flagged),
        new Trace.Edge(Trace.Kind.AFFECTS, INCIDENT, RISK, null, flagged));
  }

  @Test
  void an_effect_that_reached_the_ledger_before_its_cause_is_still_told_after_it_and_linked_to_it() {
    var opened = new UUID(7, 1);
    var flagged = add("risk", RISK, 4, opened, "{}", Instant.EPOCH.plusSeconds(2));
    assertThat(add("incident", INCIDENT, 1, null, "{}", Instant.EPOCH.plusSeconds(1))).isEqualTo(opened);

    var trace = graph.trace(CASE, true);

    assertThat(trace.events()).extracting(Trace.Event::id).containsExactly(opened, flagged);
    assertThat(trace.edges()).containsExactly(new Trace.Edge(Trace.Kind.CAUSED, INCIDENT, RISK, opened, flagged));
  }

  @Test
  void tells_what_followed_in_the_same_aggregate() {
    var opened = add("incident", INCIDENT, 1, null, "{}");
    var triaged = add("incident", INCIDENT, 2, null, "{}");
    var contained = add("incident", INCIDENT, 3, null, "{}");

    assertThat(graph.trace(CASE, true).edges()).containsExactly(
        new Trace.Edge(Trace.Kind.FOLLOWED, INCIDENT, INCIDENT, opened, triaged),
        new Trace.Edge(Trace.Kind.FOLLOWED, INCIDENT, INCIDENT, triaged, contained));
  }

  @Test
  void tells_why_an_aggregate_exists_and_what_it_is_about() {
    add("incident", INCIDENT, 1, null, "{}");
    var raised = add("nonconformity", NONCONFORMITY, 1, null,
        "{\"originId\":\"" + INCIDENT + "\",\"systemId\":\"" + SYSTEM + "\"}");
    assertThat(graph.strangers()).containsExactly(SYSTEM);
    graph.addStranger(event("ai-system", SYSTEM, 1, null, "{\"reference\":\"AIS-0001\",\"name\":\"Scoring\"}",
        Instant.EPOCH));

    var trace = graph.trace(CASE, true);

    assertThat(trace.edges()).containsExactlyInAnyOrder(
        new Trace.Edge(Trace.Kind.ORIGINATES, INCIDENT, NONCONFORMITY, null, raised),
        new Trace.Edge(Trace.Kind.CONCERNED_BY, SYSTEM, NONCONFORMITY, null, raised));
    assertThat(trace.nodes()).last().isEqualTo(new Trace.Node(SYSTEM, "ai-system", "AIS-0001", "Scoring", 0));
    assertThat(trace.events()).hasSize(2);
  }

  @Test
  void tells_which_round_of_a_monitoring_plan_an_incident_comes_of() {
    var round = new UUID(1, 5);
    var opened = add("incident", INCIDENT, 1, null, "{\"monitoringRoundId\":\"" + round + "\"}");
    var linked = add("monitoring-round", round, 2, null, "{\"incidentId\":\"" + INCIDENT + "\"}");

    assertThat(graph.trace(CASE, true).edges()).containsExactlyInAnyOrder(
        new Trace.Edge(Trace.Kind.ORIGINATES, round, INCIDENT, null, opened),
        new Trace.Edge(Trace.Kind.AFFECTS, INCIDENT, round, null, linked));
  }

  @Test
  void marks_what_belongs_to_another_case_first() {
    add("incident", INCIDENT, 1, null, "{}");
    add("risk", RISK, 4, null, "{}");

    assertThat(graph.trace(CASE, true).events()).extracting(Trace.Event::linked).containsExactly(false, false);
    assertThat(graph.trace(new UUID(9, 8), true).events()).extracting(Trace.Event::linked).containsExactly(true, true);
  }

  @Test
  void links_to_nothing_that_is_not_known() {
    add("nonconformity", NONCONFORMITY, 1, null,
        "{\"originId\":\"" + INCIDENT + "\",\"systemId\":\"not an id\",\"hookSourceId\":7}");

    assertThat(graph.trace(CASE, true).edges()).isEmpty();
  }

  @Test
  void names_a_node_by_the_newest_event_that_says_so() {
    add("incident", INCIDENT, 1, null, "{\"reference\":\"INC-0001\",\"name\":\"old\"}");
    add("incident", INCIDENT, 2, null, "{\"name\":\"new\"}");
    add("incident", INCIDENT, 3, null, "{}");

    assertThat(graph.trace(CASE, true).nodes())
        .containsExactly(new Trace.Node(INCIDENT, "incident", "INC-0001", "new", 3));
  }

  private UUID add(String type, UUID aggregate, int version, @Nullable UUID cause, String data) {
    return add(type, aggregate, version, cause, data, Instant.EPOCH);
  }

  private UUID add(String type, UUID aggregate, int version, @Nullable UUID cause, String data, Instant at) {
    var event = event(type, aggregate, version, cause, data, at);
    graph.add(event);
    return event.entry().eventId();
  }

  private RecordedEvent event(String type, UUID aggregate, int version, @Nullable UUID cause, String data, Instant at) {
    var id = new UUID(7, index);
    var entry = new LedgerEntry(index++, id, "aims.x." + type + ".happened.v1", "/aims/x-service", type, aggregate,
        version, CASE, cause, "someone", at, "");
    var body = """
        {"id":"%s","source":"/aims/x-service","type":"%s","tenantid":"%s","aggregatetype":"%s","subject":"%s",
         "aggregateversion":%d,"correlationid":"%s","actor":"someone","time":"1970-01-01T00:00:00Z","data":%s}"""
        .formatted(id, entry.type(), new UUID(0, 0), type, aggregate, version, CASE, data);
    return new RecordedEvent(entry, body.getBytes(StandardCharsets.UTF_8));
  }
}
