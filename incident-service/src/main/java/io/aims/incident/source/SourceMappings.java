package io.aims.incident.source;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.MappingNews;
import io.aims.incident.mapping.MappingReplays;
import io.aims.incident.mapping.ReplayFigures;
import io.aims.incident.mapping.Rule;
import io.aims.incident.system.KnownSystems;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** The mappings of shared sources; read and changed in the caller's transaction. */
@ApplicationScoped
public class SourceMappings {
  private static final Cause OWN = Cause.of("incident-service");
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private final HookSources sources;
  private final KnownSystems systems;
  private final EventLog eventLog;
  private final MappingNews news;
  private final MappingReplays replays;
  private final Ids ids;

  SourceMappings(HookSources sources, KnownSystems systems, EventLog eventLog, MappingNews news,
      MappingReplays replays, Ids ids) {
    this.sources = sources;
    this.systems = systems;
    this.eventLog = eventLog;
    this.news = news;
    this.replays = replays;
    this.ids = ids;
  }

  /** Waits, outside of any transaction, until the systems of the rules are known here; refuses when one stays unknown. */
  public Uni<Void> awaitSystems(UUID tenant, Mapping mapping) {
    var systemIds = mapping.rules().stream().map(Rule::systemId).toList();
    return systems.unknown(tenant, Set.copyOf(systemIds), PATIENCE).invoke(unknown -> {
      for (var index = 0; index < systemIds.size(); index++) {
        if (unknown.contains(systemIds.get(index))) {
          throw new Refusal.UnknownReference("rules[%d].systemId".formatted(index));
        }
      }
    }).replaceWithVoid();
  }

  /** By source; those of bound ones are empty. */
  public Uni<Map<UUID, Mapping>> of(Collection<UUID> sourceIds) {
    return sources.list("id in ?1", sourceIds)
        .map(found -> found.stream().collect(Collectors.toMap(HookSource::id, HookSource::mapping)));
  }

  /** Refuses a source that is not there, or that is bound to one system. */
  public Uni<Void> requireShared(UUID sourceId, String command) {
    return sources.get(sourceId).invoke(source -> source.requireShared(command)).replaceWithVoid();
  }

  /** One rule more, behind the others; whoever changes the same mapping meanwhile is waited for. */
  public Uni<Void> add(UUID sourceId, Rule rule, Cause cause) {
    return sources.hold(sourceId)
        .chain(source -> change(source, source.mapping().with(rule), cause))
        .replaceWithVoid();
  }

  /** Signals of the source have gone where its mapping places them. */
  public Uni<Void> moved(UUID sourceId, List<MovedSignal> signals) {
    return sources.hold(sourceId)
        .chain(source -> eventLog.record(source, source.moveSignals(signals), OWN))
        .replaceWithVoid();
  }

  /** All that a replay had to look at has been looked at. */
  public Uni<Void> replayed(UUID sourceId, ReplayFigures figures) {
    return sources.hold(sourceId)
        .chain(source -> eventLog.record(source, source.endReplay(figures), OWN))
        .replaceWithVoid();
  }

  /** Lets the mapping be replayed; a step of a replay that goes on is waited for, and may have changed the source. */
  Uni<HookSource> replay(HookSource source, Cause cause) {
    var replayed = source.replayMapping();
    return replays.begin(source.tenant(), ids.next(), source.id())
        .chain(() -> sources.lock(source))
        .chain(() -> eventLog.record(source, replayed, cause));
  }

  /** The source has to be held. */
  Uni<HookSource> change(HookSource source, Mapping mapping, Cause cause) {
    return eventLog.record(source, source.mapBy(mapping), cause)
        .call(() -> news.ofSource(source.tenant(), source.id()));
  }
}
