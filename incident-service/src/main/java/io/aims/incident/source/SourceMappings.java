package io.aims.incident.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.mapping.Directions;
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

/** Where signals of sources belong, by mapping or by binding; read and changed in the caller's transaction. */
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

  public Uni<Directions> of(Collection<UUID> sourceIds) {
    return sources.list("id in ?1", sourceIds).map(SourceMappings::directions);
  }

  private static Directions directions(List<HookSource> sources) {
    var bound = new HashMap<UUID, UUID>();
    var steady = new HashSet<UUID>();
    var mappings = new HashMap<UUID, Mapping>();
    for (var source : sources) {
      var system = source.systemId();
      if (system == null) {
        mappings.put(source.id(), source.mapping());
      } else {
        bound.put(source.id(), system);
        if (source.steady()) {
          steady.add(source.id());
        }
      }
    }
    return new Directions(bound, steady, mappings);
  }

  /** Refuses a source that is not there, or that is bound to one system. */
  public Uni<Void> requireShared(UUID sourceId, String command) {
    return sources.get(sourceId).invoke(source -> source.requireShared(command)).replaceWithVoid();
  }

  /** One rule more, behind the others; whoever changes the same mapping meanwhile is waited for. */
  public Uni<Void> add(UUID sourceId, Rule rule, Cause cause) {
    return sources.hold(sourceId)
        .chain(source -> change(source, source.mapBy(source.mapping().with(rule)), cause))
        .replaceWithVoid();
  }

  /** Signals of the source have gone where it places them. */
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

  /** Lets what it has placed be replayed; a step of a replay that goes on is waited for, and may have changed the source. */
  Uni<HookSource> replay(HookSource source, Cause cause) {
    var replayed = source.replayMapping();
    return replays.begin(source.tenant(), ids.next(), source.id())
        .chain(() -> sources.lock(source))
        .chain(() -> eventLog.record(source, replayed, cause));
  }

  /** The source places signals otherwise from now on, what waits included; it has to be held. */
  Uni<HookSource> change(HookSource source, HookSourceEvent change, Cause cause) {
    return eventLog.record(source, change, cause)
        .call(() -> news.ofSource(source.tenant(), source.id()));
  }
}
