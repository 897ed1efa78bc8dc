package io.aims.audit.nonconformity;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * The request to raise a nonconformity.
 *
 * @param originId what brought it to light; required when that is an incident
 * @param systemId the AI system concerned; of an incident it is known and need not be sent
 * @param nodes the requirements that are not fulfilled
 */
record RaiseNonconformity(@NotBlank @Size(max = 200) String title, @NotBlank @Size(max = 4000) String statement,
    @NotNull OriginKind originKind, @Nullable UUID originId, @Nullable UUID systemId,
    @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 20) String> nodes, @NotNull Grade grade,
    @NotNull UUID ownerId, @NotBlank @Size(max = 4000) String reason) {

  RaiseNonconformity {
    nodes = nodes == null ? List.of() : nodes.stream().distinct().toList();
  }
}
