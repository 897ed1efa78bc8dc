package io.aims.incident.clocks;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.Capacity;
import io.aims.incident.duty.Facts;
import io.aims.incident.duty.Harm;
import io.aims.incident.duty.Reach;
import io.aims.incident.duty.Sector;
import io.aims.incident.duty.SystemClass;
import io.aims.incident.duty.Trait;

/**
 * What a person has found.
 *
 * @param harms none says that the incident is not a serious one (EU AI Act Art. 3(49))
 * @param jurisdictions Member States in which it happened, the leading one first
 * @param awareAt when the organisation became aware; may precede this decision, by how long it likes
 */
record DecideSeriousness(
    @NotEmpty Set<@NotNull Capacity> capacities,
    @NotNull Set<@NotNull Harm> harms,
    @NotNull Reach reach,
    @NotNull Set<@NotNull Trait> traits,
    @Nullable Set<@NotNull Sector> sectors,
    @NotEmpty Set<@NotNull SystemClass> systemClasses,
    @NotEmpty @Size(max = 27) List<@NotNull @Size(max = 2) String> jurisdictions,
    @NotNull Instant awareAt,
    @Nullable Instant causalLinkAt,
    @Nullable Instant resolvedAt,
    @NotBlank @Size(max = 4000) String reason) {

  Facts facts() {
    return new Facts(capacities, harms, reach, traits, sectors == null ? Set.of() : sectors, systemClasses,
        jurisdictions, awareAt, causalLinkAt, resolvedAt);
  }
}
