package io.aims.incident.containment;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;

/**
 * What stopped the harm, and what that did to the system.
 *
 * @param altersSystem whether the system is no longer what it was when it did harm
 * @param evidencePreserved whether the system as it was had been secured before; null when it is not altered
 */
public record Measure(Containment containment, boolean altersSystem, @Nullable Boolean evidencePreserved) {

  /** @param altersSystem what the person says of a containment that does not say it by itself; null for all others */
  public static Measure of(Containment containment, @Nullable Boolean altersSystem, boolean evidencePreserved) {
    var known = containment.altersSystem();
    if (known.isPresent() == (altersSystem != null)) {
      throw new Refusal.Invalid("altersSystem",
          known.isPresent() ? "follows from " + containment : "has to be said of " + containment);
    }
    var alters = known.orElseGet(() -> Boolean.TRUE.equals(altersSystem));
    return new Measure(containment, alters, alters ? evidencePreserved : null);
  }

  /** Whether causes may be lost by it. */
  public boolean losesEvidence() {
    return Boolean.FALSE.equals(evidencePreserved);
  }
}
