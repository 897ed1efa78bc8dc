package io.aims.incident.duty;

import java.util.Collections;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One case in which a rule applies: every part that names something has to be met; a part that names nothing is met.
 *
 * @param who one of these capacities
 * @param harms one of these
 * @param reach one of these
 * @param sectors one of these
 * @param systemClasses one of these
 * @param traits all of these
 * @param without none of these
 */
public record Case(@Nullable Set<Capacity> who, @Nullable Set<Harm> harms, @Nullable Set<Reach> reach,
    @Nullable Set<Sector> sectors, @Nullable Set<SystemClass> systemClasses, @Nullable Set<Trait> traits,
    @Nullable Set<Trait> without) {

  public Case {
    who = orNone(who);
    harms = orNone(harms);
    reach = orNone(reach);
    sectors = orNone(sectors);
    systemClasses = orNone(systemClasses);
    traits = orNone(traits);
    without = orNone(without);
  }

  boolean holds(Facts facts) {
    return oneOf(who, facts.capacities()) && oneOf(harms, facts.harms()) && oneOf(reach, Set.of(facts.reach()))
        && oneOf(sectors, facts.sectors()) && oneOf(systemClasses, facts.systemClasses())
        && facts.traits().containsAll(traits) && Collections.disjoint(facts.traits(), without);
  }

  private static <T> boolean oneOf(Set<T> named, Set<T> found) {
    return named.isEmpty() || !Collections.disjoint(named, found);
  }

  private static <T> Set<T> orNone(@Nullable Set<T> named) {
    return named == null ? Set.of() : Set.copyOf(named);
  }
}
