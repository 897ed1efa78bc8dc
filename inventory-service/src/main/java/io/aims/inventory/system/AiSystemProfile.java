package io.aims.inventory.system;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What is said about a system: the whole of it is given at registration and patched later (A.4.2, A.6.2.7, A.9.4).
 *
 * @param jurisdictions ISO 3166-1 alpha-2 codes, or {@code EU}
 * @param inScope whether the AI management system covers it (clause 4.3)
 * @param ownerId the person who answers for it (A.3.2)
 */
record AiSystemProfile(
    @NotBlank @Size(max = 200) String name,
    @NotBlank @Size(max = 4000) String purpose,
    @NotNull @Size(max = 50) List<@NotBlank @Size(max = 500) String> intendedUses,
    @NotNull @Size(max = 50) List<@NotBlank @Size(max = 500) String> prohibitedUses,
    @NotNull Origin origin,
    @NotEmpty @Size(max = 6) List<@NotNull OrganisationRole> organisationRoles,
    @NotNull AutonomyLevel autonomyLevel,
    @NotNull OversightMode oversightMode,
    @NotNull Domain domain,
    @NotNull @Size(max = 50) List<@NotBlank @Size(max = 100) String> affectedGroups,
    @NotNull @Size(max = 50) List<@Pattern(regexp = "[A-Z]{2}", message = "must be a two-letter code") String> jurisdictions,
    @NotNull Boolean personalData,
    @NotNull Boolean generative,
    @Nullable Boolean inScope,
    @NotNull UUID ownerId,
    @Nullable @Size(max = 200) String businessUnit) {

  AiSystemProfile {
    intendedUses = orEmpty(intendedUses);
    prohibitedUses = orEmpty(prohibitedUses);
    organisationRoles = orEmpty(organisationRoles);
    affectedGroups = orEmpty(affectedGroups);
    jurisdictions = orEmpty(jurisdictions);
    inScope = Objects.requireNonNullElse(inScope, true);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().distinct().toList();
  }
}
