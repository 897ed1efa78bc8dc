package io.aims.incident.severity;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people have found out about the harm: all that the matrix looks at.
 *
 * @param personsAffected persons whom it hit or, while it has not come about, would have hit
 * @param vulnerableAffected those of them who can't defend themselves, e.g. children or patients
 */
public record HarmFacts(Set<HarmType> harmTypes, HarmLevel harm, Occurrence occurrence, long personsAffected,
    long vulnerableAffected, Causality causality) {

  public HarmFacts {
    harmTypes = Collections.unmodifiableSet(new TreeSet<>(harmTypes));
  }
}
