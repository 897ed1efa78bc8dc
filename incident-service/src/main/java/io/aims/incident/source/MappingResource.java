package io.aims.incident.source;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.ReplayView;
import io.aims.incident.mapping.Rule;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/** {@code /v1/hook-sources/{id}/mapping}: which of a source's signals are about which system. */
@Path("/v1/hook-sources/{id}/mapping")
class MappingResource {
  @Inject
  CurrentCaller current;
  @Inject
  HookSourceService service;
  @Inject
  SourceMappings mappings;

  /** @param rules all of them: of those that fit, the first one counts */
  record SetMapping(@NotNull @Size(max = Mapping.MOST) List<@Valid @NotNull Rule> rules,
      @NotBlank @Size(max = 4000) String reason) {}

  record ReplayMapping(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @Operation(summary = "The mapping of a source", description = "While the source is bound to a system it is not shared: what rules it has are kept, and count for nothing.")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.mapping(current.get(), Refusal.id(id, HookSourceResource.WHAT)).map(MappingResource::ok);
  }

  @PUT
  @Operation(summary = "Replaces the rules of a shared source; what waits unmapped is looked at again")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER})
  public Uni<Response> set(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull SetMapping request) {
    var person = current.get().person();
    var source = Refusal.id(id, HookSourceResource.WHAT);
    var mapping = new Mapping(request.rules());
    return mappings.awaitSystems(person.tenant(), mapping)
        .chain(() -> service.map(person, source, condition, mapping, request.reason()))
        .map(MappingResource::ok);
  }

  @GET
  @Path("/replay")
  @Operation(summary = "How far the last replay of the mapping is, and what has come of it", description = "RUNNING until all signals have been looked at. wentOnAt says when it took its last step; while its next step fails, or has not come for a minute, whatever keeps it, stuckSince says so too, and it is tried again. DONE until the next one takes its place. 404 when there never was one.")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<ReplayView> lastReplay(String id) {
    return service.lastReplay(current.get(), Refusal.id(id, HookSourceResource.WHAT));
  }

  @POST
  @Path("/replay")
  @Idempotent
  @Operation(summary = "Signals that were placed otherwise go where the present mapping, or binding, places them", description = "Their last kept deliveries are read again. What open incidents have counted of those that belong elsewhere leaves them, and joins or opens the incident there while it fires; incidents that are over keep what they have counted. Signals whose deliveries are not kept any more, and those that nothing places now, stay where they are. The source's history tells which moved.")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER})
  public Uni<Response> replay(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull ReplayMapping request) {
    return service
        .replayMapping(current.get().person(), Refusal.id(id, HookSourceResource.WHAT), condition, request.reason())
        .map(view -> Answers.accepted(view, view.version()));
  }

  private static Response ok(MappingView view) {
    return Answers.ok(view, view.version());
  }
}
