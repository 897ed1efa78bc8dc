package io.aims.incident.unmapped;

import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.counting.Sighting;
import io.aims.incident.system.KnownSystems;
import io.aims.incident.system.KnownSystems.Names;
import io.smallrye.mutiny.Uni;

/**
 * Says of signals whether the name that their monitor gives can mean the system that they are counted for: one query, however
 * many they are. They may have come there by other names, or because their source is bound. In the caller's transaction.
 */
@ApplicationScoped
public class Recognition {
  private final KnownSystems systems;

  Recognition(KnownSystems systems) {
    this.systems = systems;
  }

  private record SystemRef(UUID systemId, String ref) {}

  /** The same, each of which says whether its name was recognised; {@code facts} are those that they were placed by. */
  public Uni<List<Sighting>> of(PlacingFacts facts, List<Sighting> sightings) {
    var named = sightings.stream().filter(sighting -> sighting.signal().systemRef() != null).toList();
    return named.isEmpty()
        ? Uni.createFrom().item(sightings)
        : systems.namesOf(named.stream().map(Sighting::systemId).collect(Collectors.toSet()))
            .map(names -> recognised(facts, sightings, names));
  }

  static List<Sighting> recognised(PlacingFacts facts, List<Sighting> sightings, Names names) {
    var answers = new HashMap<SystemRef, Boolean>();
    return sightings.stream().map(sighting -> {
      var ref = sighting.signal().systemRef();
      return ref == null
          ? sighting
          : sighting.withSystemRefKnown(answers.computeIfAbsent(new SystemRef(sighting.systemId(), ref),
              one -> names.answers(one.systemId(), one.ref())) || facts.nameMeans(sighting));
    }).toList();
  }
}
