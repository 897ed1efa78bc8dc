package io.aims.incident.system;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Where a system runs; one document, as Hibernate Reactive maps JSON objects and no JSON arrays. */
record Places(List<Place> all) {
  Places {
    all = List.copyOf(all);
  }

  Places with(Place place) {
    return new Places(Stream.concat(without(place.bindingId()).all().stream(), Stream.of(place)).toList());
  }

  Places without(UUID bindingId) {
    return new Places(all.stream().filter(place -> !place.bindingId().equals(bindingId)).toList());
  }

  Stream<String> names() {
    return all.stream().flatMap(Place::names);
  }
}
