package io.aims.incident.incident;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.relation.Relation;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/incidents/{id}/merge}, {@code split}, {@code relations}, {@code reopening}: what belongs together, and what
 * is not over.
 */
@Path("/v1/incidents")
class GroupingResource {
  @Inject
  CurrentCaller current;
  @Inject
  GroupingService service;

  record Merge(@NotNull UUID targetId, @NotBlank @Size(max = 4000) String reason) {}

  record Split(@NotEmpty @Size(max = 100) List<@NotNull UUID> signalIds, @NotBlank @Size(max = 4000) String reason) {}

  record Relate(@NotNull UUID incidentId, @NotNull Relation relation, @NotBlank @Size(max = 4000) String reason) {}

  record Reopen(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Path("/{id}/merge")
  @Idempotent
  @Operation(summary = "It goes on as part of another open incident, which takes its signals from now on")
  @RolesAllowed(INCIDENT_RESPONDER)
  public Uni<Response> merge(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Merge request) {
    return service.merge(request(id, condition, request.reason()), request.targetId()).map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/split")
  @Idempotent
  @Operation(summary = "Some of its signals, of one system and kind, become an incident of their own", description = "409 when another open incident takes one of these signals.")
  @RolesAllowed(INCIDENT_RESPONDER)
  public Uni<Response> split(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Split request) {
    return service.split(request(id, condition, request.reason()), request.signalIds()).map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/relations")
  @Idempotent
  @Operation(summary = "Two incidents have to do with each other; reads the same from both sides")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> relate(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Relate request) {
    return service.relate(request(id, condition, request.reason()), request.incidentId(), request.relation())
        .map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/reopening")
  @Idempotent
  @Operation(summary = "It is not over, or is one after all", description = "Within 14 days of its end, unless configured otherwise; 409 later. It goes on for what was merged into it, too. 409 when another incident of one of these systems and kinds is open by now. Signals that came in meanwhile belong to it.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> reopen(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Reopen request) {
    return service.reopen(request(id, condition, request.reason())).map(IncidentResource::ok);
  }

  private Request request(String id, @Nullable IfMatch condition, String reason) {
    return new Request(current.get().person(), Refusal.id(id, IncidentResource.WHAT), condition, reason);
  }
}
