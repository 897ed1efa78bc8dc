package io.aims.incident.concern;

import static io.aims.platform.identity.Role.CONCERN_HANDLER;
import static io.aims.platform.identity.Role.EMPLOYEE;
import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/concerns/mine}: what one has raised with one's name, and what was answered. No Idempotency-Key is looked
 * at.
 */
@Path("/v1/concerns/mine")
@RolesAllowed({EMPLOYEE, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR,
    EXTERNAL_AUDITOR, PLATFORM_ENGINEER, CONCERN_HANDLER})
class OwnConcernResource {
  @Inject
  CurrentCaller current;
  @Inject
  ReporterService reporters;

  @GET
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return reporters.list(current.get().person(), page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  public Uni<ReporterView> read(String id) {
    return reporters.read(current.get().person(), Refusal.id(id, ConcernResource.WHAT));
  }

  @POST
  @Path("/{id}/messages")
  public Uni<Response> add(String id, @Valid @NotNull Intake.AddMessage request) {
    return reporters.add(current.get().person(), Refusal.id(id, ConcernResource.WHAT), request)
        .map(view -> Response.ok(view).build());
  }
}
