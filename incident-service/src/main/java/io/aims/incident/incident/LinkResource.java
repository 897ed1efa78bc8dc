package io.aims.incident.incident;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;

import java.util.UUID;

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

import io.aims.incident.link.LinkedTo;
import io.aims.incident.link.Target;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/** {@code /v1/incidents/{id}/links}: the risks, controls and suppliers that an incident has to do with. */
@Path("/v1/incidents/{id}/links")
class LinkResource {
  @Inject
  CurrentCaller current;
  @Inject
  LinkService service;

  /** @param target of a risk its id, of a control its id in Annex A, of a supplier its name */
  record AddLink(@NotNull LinkedTo to, @NotBlank @Size(max = 200) String target,
      @NotBlank @Size(max = 4000) String reason) {}

  record WithdrawLink(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Idempotent
  @Operation(summary = "It has to do with a risk, a control or a supplier", description = "A risk is flagged by that: its residual score has to be judged again. A control stays as it is in the statement of applicability, whose lines follow from the kinds of open incidents alone. 409 when a person has linked it to that already, 422 from the 51st on. Until it is withdrawn the link stays, also when the incident is opened again.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> link(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AddLink request) {
    return service.link(request(id, condition, request.reason()), Target.of(request.to(), request.target()))
        .map(IncidentResource::ok);
  }

  @POST
  @Path("/{linkId}/withdrawal")
  @Idempotent
  @Operation(summary = "It has nothing to do with that after all", description = "409 for what is only an effect of the incident. A risk is not flagged by the incident any more, unless it is one that incidents of this kind touch.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> withdraw(String id, String linkId, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull WithdrawLink request) {
    return service.withdraw(request(id, condition, request.reason()), linkId(linkId)).map(IncidentResource::ok);
  }

  private static UUID linkId(String linkId) {
    return Refusal.id(linkId, "link");
  }

  private Request request(String id, @Nullable IfMatch condition, String reason) {
    return new Request(current.get().person(), Refusal.id(id, IncidentResource.WHAT), condition, reason);
  }
}
