package io.aims.incident.duty;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a person has found about an incident: all that rules look at.
 *
 * @param jurisdictions where it happened, the leading one first
 * @param awareAt when the organisation became aware
 * @param causalLinkAt when the link between system and harm was established or found likely
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Facts(Set<Capacity> capacities, Set<Harm> harms, Reach reach, Set<Trait> traits, Set<Sector> sectors,
    Set<SystemClass> systemClasses, List<String> jurisdictions,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant awareAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant causalLinkAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant resolvedAt) {

  /** Keeps every set in the order of its enumeration, so that the same facts always read the same. */
  public Facts {
    capacities = sorted(capacities);
    harms = sorted(harms);
    traits = sorted(traits);
    sectors = sorted(sectors);
    systemClasses = sorted(systemClasses);
    jurisdictions = List.copyOf(jurisdictions);
  }

  private static <E extends Enum<E>> Set<E> sorted(Set<E> found) {
    return Collections.unmodifiableSet(new TreeSet<>(found));
  }

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
