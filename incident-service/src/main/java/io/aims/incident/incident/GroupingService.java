package io.aims.incident.incident;

import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Counted;
import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.link.Links;
import io.aims.incident.relation.Relation;
import io.aims.incident.relation.Relations;
import io.aims.platform.event.References;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** What people do when signals were brought together wrongly: merge, split, relate, re-open. */
@ApplicationScoped
class GroupingService {
  private final IncidentDesk desk;
  private final Incidents incidents;
  private final IncidentKeys keys;
  private final CountedSignals signals;
  private final Relations relations;
  private final Links links;
  private final Alarms alarms;
  private final IncidentLog log;
  private final IncidentConfig config;
  private final References references;
  private final Ids ids;
  private final Clock clock;

  GroupingService(IncidentDesk desk, Incidents incidents, IncidentKeys keys, CountedSignals signals,
      Relations relations, Links links, Alarms alarms, IncidentLog log, IncidentConfig config,
      References references, Ids ids, Clock clock) {
    this.desk = desk;
    this.incidents = incidents;
    this.keys = keys;
    this.signals = signals;
    this.relations = relations;
    this.links = links;
    this.alarms = alarms;
    this.log = log;
    this.config = config;
    this.references = references;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The target takes the keys, and with them every signal from now on; what was counted before stays with the source as
   * it was. Both incidents are locked before the keys, as whoever ends one of them does.
   */
  Uni<IncidentView> merge(Request request, UUID targetId) {
    return desk.on(request, source -> incidents.findById(targetId)
        .map(found -> known(found, "targetId"))
        .chain(target -> {
          source.requireMergeable(target);
          return incidents.lock(source, target)
              .chain(() -> keys.handOver(source.tenant(), source.id(), target.id()))
              .chain(() -> alarms.handOver(source, target))
              .chain(() -> merged(request, source, target))
              .chain(() -> absorbed(request, source, target))
              .replaceWith(source);
        }));
  }

  /** Each of the two changes only when it is recorded: a flush in between would write both and leave a version out. */
  private Uni<Incident> merged(Request request, Incident source, Incident target) {
    return desk.record(request, source, source.mergeInto(target, clock.instant()));
  }

  private Uni<Incident> absorbed(Request request, Incident source, Incident target) {
    return desk.record(request, target, target.absorb(source))
        .call(() -> target.worsenBy(source)
            .map(worsened -> desk.record(request, target, worsened).replaceWithVoid())
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** The signals, with all that was counted of them, become an incident of their own that has their keys from now on. */
  Uni<IncidentView> split(Request request, List<UUID> signalIds) {
    return desk.on(request, whole -> incidents.lock(whole)
        .call(source -> keys.stop(source.tenant(), source.id()))
        .chain(source -> signals.find(source.id(), signalIds)
            .call(found -> signals.number(source.id()).invoke(number -> check(source, signalIds, found.size(), number)))
            .invoke(found -> oneKind(source, found))
            .chain(found -> references.next(source.tenant(), "INC")
                .chain(reference -> splitOff(request, source, found, reference)))));
  }

  private Uni<Incident> splitOff(Request request, Incident source, List<Counted> split, String reference) {
    var opening = Collections.min(split, Comparator.comparing(Counted::severity))
        .splitFrom(source.about(), source.id());
    var part = Incident.open(ids.next(), source.tenant(), reference, source.caseId(), opening, clock.instant());
    var signalIds = split.stream().map(Counted::id).toList();
    return incidents.withMerged(source.id())
        .chain(all -> signals.worstHeard(source.tenant(), all, signalIds))
        .chain(left -> desk.record(request, source, source.splitOff(part.id(), signalIds, left)))
        .chain(() -> log.split(part, part.opened(opening), source.id(),
            split.stream().map(signal -> signal.keyOfItsOwn(source.about())).toList(), request.cause()))
        .chain(() -> signals.move(source.tenant(), signalIds, part.id()))
        .replaceWith(source);
  }

  /** What a monitor has opened is nothing without a signal; what people were told of is. */
  private static void check(Incident source, List<UUID> asked, int found, long all) {
    if (found != new HashSet<>(asked).size()) {
      throw new Refusal.UnknownReference("signalIds");
    }
    if (found == all && source.signalId() != null) {
      throw new Refusal.Invalid("signalIds", "at least one signal has to stay");
    }
  }

  /** An incident is of one system and kind; a merge may have brought others to its source. */
  private static void oneKind(Incident source, List<Counted> split) {
    if (split.stream().map(signal -> signal.about(source.about())).distinct().count() > 1) {
      throw new Refusal.Invalid("signalIds", "have to be of one system and kind");
    }
  }

  Uni<IncidentView> relate(Request request, UUID otherId, Relation relation) {
    return desk.on(request, incident -> incidents.findById(otherId)
        .map(found -> known(found, "incidentId"))
        .chain(other -> desk.record(request, incident, incident.relate(other.id(), relation))
            .call(() -> relations.add(incident.tenant(), incident.id(), other.id(), relation))));
  }

  /**
   * Takes its keys back, and those of all that it goes on for, unless the next incident of one of these systems and kinds
   * has one by now.
   */
  Uni<IncidentView> reopen(Request request) {
    return desk.on(request, found -> incidents.lock(found)
        .chain(incident -> incidents.allOf(incident)
            .chain(all -> links.risksOf(incident.tenant(), all.stream().map(Incident::id).toList())
                .call(() -> keys.lock(incident.tenant(), all.stream().map(Incident::about).toList(), List.of()))
                .chain(linked -> reopen(request, incident, all, linked)))));
  }

  private Uni<Incident> reopen(Request request, Incident incident, List<Incident> all, Set<UUID> linkedRisks) {
    var kinds = all.stream().skip(1).map(Incident::kind).collect(Collectors.toSet());
    var reopened = incident.reopen(kinds, linkedRisks, clock.instant(), config.reopenWithin());
    return keysOf(all).chain(own -> log.open(incident, reopened, own, request.cause()))
        .onFailure(IncidentKeys.taken())
        .transform(taken -> new Refusal.Taken(
            "Another incident of this system and kind, or of one that was merged into it, is open; relate the two."))
        .call(() -> takeWaiting(incident, all));
  }

  private Uni<Void> takeWaiting(Incident reopened, List<Incident> all) {
    var chain = Uni.createFrom().voidItem();
    for (var each : all) {
      chain = chain.chain(() -> takeWaiting(each, reopened.id()));
    }
    return chain;
  }

  /** What came in while it was over, and opened nothing yet, is taken now; a part has only signals of its own. */
  private Uni<Void> takeWaiting(Incident of, UUID into) {
    return of.splitFrom() == null
        ? signals.join(of.tenant(), of.about(), into, List.of())
        : signals.all(of.id())
            .chain(own -> signals.joinOnly(of.tenant(), of.about(), into, own.stream().map(Counted::key).toList()))
            .replaceWithVoid();
  }

  /** Each key once: a part that was merged, split off and merged again has come by the same one twice. */
  private Uni<Set<String>> keysOf(List<Incident> all) {
    Uni<Set<String>> keys = Uni.createFrom().item(new TreeSet<>());
    for (var each : all) {
      keys = keys.call(found -> itsKeys(each).invoke(found::addAll));
    }
    return keys;
  }

  private Uni<List<String>> itsKeys(Incident incident) {
    return incident.splitFrom() == null
        ? Uni.createFrom().item(List.of(incident.about().text()))
        : signals.all(incident.id())
            .map(all -> all.stream().map(signal -> signal.keyOfItsOwn(incident.about())).toList());
  }

  private static Incident known(@Nullable Incident found, String field) {
    if (found == null) {
      throw new Refusal.UnknownReference(field);
    }
    return found;
  }
}
