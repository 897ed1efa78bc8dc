package io.aims.incident.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What sources say of where their signals belong: one system that a source is bound to, or rules.
 *
 * @param bound the system of each bound source
 * @param steady bound sources that have never been anything else: all that they ever said is about that system
 * @param mappings the rules of each shared source; those that a bound one keeps count for nothing
 */
public record Directions(Map<UUID, UUID> bound, Set<UUID> steady, Map<UUID, Mapping> mappings) {
  public static final Directions NONE = new Directions(Map.of(), Set.of(), Map.of());

  public Optional<UUID> boundTo(UUID sourceId) {
    return Optional.ofNullable(bound.get(sourceId));
  }

  public Mapping mapping(UUID sourceId) {
    return mappings.getOrDefault(sourceId, Mapping.NONE);
  }

  /** What would be if the source had another mapping. */
  public Directions with(UUID sourceId, Mapping candidate) {
    var others = new HashMap<>(mappings);
    others.put(sourceId, candidate);
    return new Directions(bound, steady, others);
  }
}
