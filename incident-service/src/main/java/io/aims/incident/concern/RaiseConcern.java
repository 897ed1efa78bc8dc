package io.aims.incident.concern;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What somebody raises.
 *
 * @param namedPersons people it names, who will neither see nor handle it as long as two others can
 * @param aboutHandlers whether it is about those who handle concerns: then alternates do
 * @param retaliation whether the reporter suffers already
 */
record RaiseConcern(@NotNull Category category, @NotBlank @Size(max = 15000) String description,
    @Nullable UUID systemId, @Nullable @Size(max = 10) List<@NotNull UUID> namedPersons,
    @Nullable Boolean aboutHandlers, @Nullable Boolean retaliation) {

  List<UUID> excluded() {
    return namedPersons == null ? List.of() : namedPersons.stream().distinct().toList();
  }
}
