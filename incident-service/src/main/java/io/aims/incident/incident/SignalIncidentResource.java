package io.aims.incident.incident;

import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/** {@code /v1/signals/{id}/incident}: the incident that a person opens for a signal that waits. */
@Path("/v1/signals")
class SignalIncidentResource {
  @Inject
  CurrentCaller current;
  @Inject
  OpeningByHand opening;

  record Open(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Path("/{id}/incident")
  @Idempotent
  @Operation(summary = "Opens an incident for a signal that has opened none by itself", description = "It takes all signals of the same system and kind that fire. If-Match takes the ETag of the signal. 409 when an incident of this system and kind is open: the signal is counted there.")
  @RolesAllowed({INCIDENT_RESPONDER, SYSTEM_OWNER})
  public Uni<Response> open(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Open request) {
    return opening
        .open(new Request(current.get().person(), Refusal.id(id, "signal"), condition, request.reason()))
        .map(view -> Answers.created("/incidents/" + view.id(), view, view.version()));
  }
}
