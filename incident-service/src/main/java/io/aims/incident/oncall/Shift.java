package io.aims.incident.oncall;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A time in which somebody is on call.
 *
 * @param persons who is on call, then who would stand in, in turn
 * @param until when the shift of the first one ends
 */
record Shift(List<UUID> persons, Instant until) {

  /**
   * The shift at {@code at} with substitutions, of which the one made last counts; who is on call otherwise is the first to
   * stand in.
   */
  Shift with(Collection<Substitution> substitutions, Instant at) {
    var inForce = substitutions.stream()
        .filter(substitution -> substitution.covers(at))
        .max(Comparator.comparing(Substitution::number));
    var end = inForce.map(Substitution::endsAt).orElse(until);
    var relief = substitutions.stream()
        .filter(substitution -> substitution.startsAt().isAfter(at) && substitution.covers(substitution.startsAt()))
        .filter(substitution -> inForce.stream().allMatch(present -> substitution.number() > present.number()))
        .map(Substitution::startsAt)
        .min(Comparator.naturalOrder())
        .filter(end::isAfter);
    return new Shift(
        Stream.concat(inForce.stream().map(Substitution::personId), persons.stream()).distinct().toList(),
        relief.orElse(end));
  }
}
