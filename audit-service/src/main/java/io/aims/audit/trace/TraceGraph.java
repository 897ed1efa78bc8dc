package io.aims.audit.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.audit.ledger.LedgerEntry;
import io.aims.audit.ledger.RecordedEvent;
import io.aims.platform.inbox.ReceivedEvent;

/** Makes a graph of the recorded events of a case; knows of their data only ids, references and names. */
final class TraceGraph {
  /** The ids in the data of an event that link its aggregate to another one, which is the earlier of the two. */
  private static final Map<String, Trace.Kind> LINKS = Map.of(
      "originId", Trace.Kind.ORIGINATES,
      "hookSourceId", Trace.Kind.ORIGINATES,
      "monitoringRoundId", Trace.Kind.ORIGINATES,
      "assessmentId", Trace.Kind.ORIGINATES,
      "incidentId", Trace.Kind.AFFECTS,
      "systemId", Trace.Kind.CONCERNED_BY);
  private final Map<UUID, LedgerEntry> events = new LinkedHashMap<>();
  private final Map<UUID, Trace.Node> nodes = new LinkedHashMap<>();
  private final Map<UUID, LedgerEntry> newest = new HashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final Set<Trace.Edge> edges = new LinkedHashSet<>();

  private record Link(Trace.Kind kind, UUID from, LedgerEntry to) {}

  /** Adds the next event of the case. */
  void add(RecordedEvent recorded) {
    var entry = recorded.entry();
    var data = ReceivedEvent.read(recorded.body()).data();
    events.put(entry.eventId(), entry);
    name(entry, data, 1);
    LINKS.forEach((field, kind) -> link(kind, data.path(field), entry));
    var before = newest.put(entry.aggregateId(), entry);
    if (before != null) {
      edges.add(edge(Trace.Kind.FOLLOWED, before, entry));
    }
  }

  private void link(Trace.Kind kind, JsonNode id, LedgerEntry to) {
    if (id.isTextual()) {
      try {
        links.add(new Link(kind, UUID.fromString(id.textValue()), to));
      } catch (IllegalArgumentException notAnId) {
        // some contexts may refer to things outside of ours, which are no nodes
      }
    }
  }

  /** The aggregates that the case refers to although none of its events is theirs. */
  List<UUID> strangers() {
    return links.stream().map(Link::from).filter(id -> !nodes.containsKey(id)).distinct().toList();
  }

  /** Adds an aggregate that is only referred to, by an event that says what it is called. */
  void addStranger(RecordedEvent naming) {
    name(naming.entry(), ReceivedEvent.read(naming.body()).data(), 0);
  }

  private void name(LedgerEntry entry, JsonNode data, int counted) {
    nodes.merge(entry.aggregateId(), new Trace.Node(entry.aggregateId(), entry.aggregateType(),
        text(data, "reference"), text(data, "name"), counted), TraceGraph::newer);
  }

  private static Trace.Node newer(Trace.Node old, Trace.Node now) {
    return new Trace.Node(old.id(), old.type(), now.reference() == null ? old.reference() : now.reference(),
        now.name() == null ? old.name() : now.name(), old.events() + now.events());
  }

  private static @Nullable String text(JsonNode data, String field) {
    return data.path(field).textValue();
  }

  Trace trace(UUID caseId, boolean complete) {
    var shown = new LinkedHashSet<Trace.Edge>();
    for (var effect : events.values()) {
      var cause = effect.causationId() == null ? null : events.get(effect.causationId());
      if (cause != null) {
        shown.add(edge(Trace.Kind.CAUSED, cause, effect));
      }
    }
    shown.addAll(edges);
    var linked = new LinkedHashSet<Map.Entry<Trace.Kind, List<UUID>>>();
    for (var link : links) {
      var to = link.to().aggregateId();
      if (nodes.containsKey(link.from()) && linked.add(Map.entry(link.kind(), List.of(link.from(), to)))) {
        shown.add(new Trace.Edge(link.kind(), link.from(), to, null, link.to().eventId()));
      }
    }
    return new Trace(caseId, complete, inOrder(caseId),
        List.copyOf(nodes.values()), List.copyOf(shown));
  }

  /** As it happened: the ledger sequences the topics of the services as they arrive, so an effect can stand before its cause. */
  private List<Trace.Event> inOrder(UUID caseId) {
    return events.values()
        .stream()
        .sorted(Comparator.comparing(LedgerEntry::occurredAt).thenComparing(LedgerEntry::index))
        .map(entry -> event(entry, caseId))
        .toList();
  }

  private static Trace.Event event(LedgerEntry entry, UUID caseId) {
    return new Trace.Event(entry.index(), entry.eventId(), entry.type(), entry.occurredAt(), entry.actor(),
        entry.aggregateType(), entry.aggregateId(), entry.aggregateVersion(), entry.causationId(),
        !entry.correlationId().equals(caseId));
  }

  private static Trace.Edge edge(Trace.Kind kind, LedgerEntry from, LedgerEntry to) {
    return new Trace.Edge(kind, from.aggregateId(), to.aggregateId(), from.eventId(), to.eventId());
  }
}
