package io.aims.incident.maintenance;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/maintenance-windows}: announced work, in which signals are counted and open nothing. */
@Path("/v1/maintenance-windows")
class MaintenanceResource {
  static final String WHAT = "maintenance window";
  @Inject
  CurrentCaller current;
  @Inject
  MaintenanceService service;

  record Schedule(@NotNull UUID systemId, @NotNull Instant startsAt, @NotNull Instant endsAt,
      @NotBlank @Size(max = 4000) String reason) {}

  record End(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Idempotent
  @Operation(summary = "Announces work on a system: its signals are counted meanwhile and open nothing")
  @RolesAllowed({PLATFORM_ENGINEER, INCIDENT_RESPONDER, SYSTEM_OWNER})
  public Uni<Response> schedule(@Valid @NotNull Schedule request) {
    return service
        .schedule(current.get().person(), request.systemId(), request.startsAt().truncatedTo(ChronoUnit.MICROS),
            request.endsAt().truncatedTo(ChronoUnit.MICROS), request.reason())
        .map(view -> Answers.created("/maintenance-windows/" + view.id(), view, view.version()));
  }

  @POST
  @Path("/{id}/ending")
  @Idempotent
  @Operation(summary = "The work is done, or does not take place: what fires is looked at at once")
  @RolesAllowed({PLATFORM_ENGINEER, INCIDENT_RESPONDER, SYSTEM_OWNER})
  public Uni<Response> end(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull End request) {
    return service.end(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(MaintenanceResource::ok);
  }

  @GET
  @Operation(summary = "Maintenance windows, newest first")
  @RolesAllowed({PLATFORM_ENGINEER, INCIDENT_RESPONDER, SYSTEM_OWNER, GOVERNANCE_OFFICER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("systemId") @Nullable UUID systemId,
      @Context UriInfo here) {
    return service.list(current.get(), systemId, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A maintenance window")
  @RolesAllowed({PLATFORM_ENGINEER, INCIDENT_RESPONDER, SYSTEM_OWNER, GOVERNANCE_OFFICER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(MaintenanceResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Every change of a window: who, when, why")
  @RolesAllowed({PLATFORM_ENGINEER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  private static Response ok(WindowView view) {
    return Answers.ok(view, view.version());
  }
}
