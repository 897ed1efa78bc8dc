package io.aims.incident.unmapped;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.mapping.Directions;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.source.SourceMappings;
import io.aims.incident.system.KnownSystems;
import io.aims.incident.watch.Watch;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Gathers what tells which systems signals are about: five queries, however many are asked for, and two where all sources
 * have always been bound. Until the transaction ends nobody moves what was placed.
 */
@ApplicationScoped
public class Placing {
  private static final PlacingFacts NOTHING = new PlacingFacts(Directions.NONE, Map.of(), Map.of(), Map.of());
  private final SourceMappings mappings;
  private final UnmappedSignals queue;
  private final Watch watch;
  private final KnownSystems systems;

  Placing(SourceMappings mappings, UnmappedSignals queue, Watch watch, KnownSystems systems) {
    this.mappings = mappings;
    this.queue = queue;
    this.watch = watch;
    this.systems = systems;
  }

  /** In the caller's transaction. */
  public Uni<PlacingFacts> facts(UUID tenant, Collection<Question> asked) {
    if (asked.isEmpty()) {
      return Uni.createFrom().item(NOTHING);
    }
    var sources = asked.stream().map(question -> question.sourceId().toString()).distinct().sorted().toList();
    return lock("_shared", String.join(",", sources))
        .chain(() -> mappings.of(asked.stream().map(Question::sourceId).collect(Collectors.toSet()))
            .chain(directions -> facts(tenant, directions,
                asked.stream().filter(question -> !directions.steady().contains(question.sourceId())).toList())));
  }

  private Uni<PlacingFacts> facts(UUID tenant, Directions directions, Collection<Question> asked) {
    return queue.queued(tenant, keys(asked.stream()))
        .chain(queued -> watch.systemsOf(tenant, keys(asked.stream().filter(Question::over)))
            .chain(earlier -> systems.answering(tenant, refs(asked))
                .map(names -> new PlacingFacts(directions, queued, earlier, names))));
  }

  private static Set<SignalKey> keys(Stream<Question> asked) {
    return asked.map(Question::key).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /** Waits until nobody places signals of the source, and keeps others from it; to be taken before any signal is locked. */
  public Uni<Void> alone(UUID sourceId) {
    return lock("", sourceId.toString());
  }

  private static Uni<Void> lock(String shared, String sources) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select count(*) from (select pg_advisory_xact_lock%s(hashtextextended('placing ' || source, 44))
              from unnest(string_to_array(cast(?1 as text), ',')) as source) as taken""".formatted(shared), Long.class)
            .setParameter(1, sources)
            .getSingleResult())
        .replaceWithVoid();
  }

  private static Set<String> refs(Collection<Question> asked) {
    return asked.stream()
        .map(question -> question.bearing().systemRef())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
