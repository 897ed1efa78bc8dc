package io.aims.audit.nonconformity;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The nonconformity that an incident's review shows: what was not fulfilled, what was done at once, and why it could
 * happen.
 *
 * @param nodes the requirements that are not fulfilled
 */
public record RaiseFromReview(@NotBlank @Size(max = 200) String title, @NotBlank @Size(max = 4000) String statement,
    @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 20) String> nodes, @NotNull Grade grade,
    @NotNull UUID ownerId, @NotBlank @Size(max = 4000) String correction, @NotNull RootCauseMethod method,
    @NotBlank @Size(max = 4000) String rootCause) {

  public RaiseFromReview {
    nodes = nodes == null ? List.of() : nodes.stream().distinct().toList();
  }

  RaiseNonconformity of(UUID incidentId, UUID systemId, String reason) {
    return new RaiseNonconformity(title, statement, OriginKind.INCIDENT, incidentId, systemId, nodes, grade, ownerId,
        reason);
  }
}
