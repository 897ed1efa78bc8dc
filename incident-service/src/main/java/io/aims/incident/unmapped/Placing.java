package io.aims.incident.unmapped;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.source.SourceMappings;
import io.aims.incident.system.KnownSystems;
import io.aims.incident.watch.Watch;
import io.smallrye.mutiny.Uni;

/** Gathers what tells which systems signals of shared sources are about: four queries, however many are asked for. */
@ApplicationScoped
public class Placing {
  private static final PlacingFacts NOTHING = new PlacingFacts(Map.of(), Map.of(), Map.of(), Map.of());
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
    var keys = asked.stream().map(Question::key).filter(Objects::nonNull).collect(Collectors.toSet());
    var over = asked.stream().filter(Question::over).map(Question::key).collect(Collectors.toSet());
    return mappings.of(asked.stream().map(Question::sourceId).collect(Collectors.toSet()))
        .chain(mapped -> queue.queued(tenant, keys)
            .chain(queued -> watch.systemsOf(tenant, over)
                .chain(earlier -> systems.answering(tenant, refs(asked))
                    .map(names -> new PlacingFacts(mapped, queued, earlier, names)))));
  }

  private static Set<String> refs(Collection<Question> asked) {
    return asked.stream()
        .map(question -> question.bearing().systemRef())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
