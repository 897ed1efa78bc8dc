package io.aims.incident.duty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a person has found about an incident: all that rules look at.
 *
 * @param jurisdictions where it happened, the leading one first
 * @param awareAt when the organisation became aware
 * @param causalLinkAt when the link between system and harm was established or found likely
 */
public record Facts(Set<Capacity> capacities, Set<Harm> harms, Reach reach, Set<Trait> traits, Set<Sector> sectors,
    Set<SystemClass> systemClasses, List<String> jurisdictions, Instant awareAt, @Nullable Instant causalLinkAt,
    @Nullable Instant resolvedAt) {

  /** A serious incident is one that did one of the harms of Art. 3(49). */
  public boolean serious() {
    return !harms.isEmpty();
  }

  /** When that happened which {@code trigger} waits for; a submission is no fact of the incident. */
  public Optional<Instant> when(Trigger trigger) {
    return switch (trigger) {
      case AWARENESS -> Optional.of(awareAt);
      case CAUSAL_LINK -> Optional.ofNullable(causalLinkAt);
      case RESOLUTION -> Optional.ofNullable(resolvedAt);
      case SUBMISSION -> Optional.empty();
    };
  }
}
