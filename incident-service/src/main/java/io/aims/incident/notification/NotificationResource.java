package io.aims.incident.notification;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/notifications}: who was told by mail, who could not be, and who still waits. */
@Path("/v1/notifications")
class NotificationResource {
  static final String WHAT = "notification";
  @Inject
  CurrentCaller current;
  @Inject
  NotificationService service;

  record SendTest(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @Operation(summary = "Notifications, newest first; state=FAILED are those who could not be told")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("incidentId") @Nullable UUID incidentId,
      @QueryParam("personId") @Nullable UUID personId, @QueryParam("state") @Nullable NotificationState state,
      @Context UriInfo here) {
    return service.list(current.get(), new Notifications.Filter(incidentId, personId, state), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A notification")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(view -> Answers.ok(view, view.version()));
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "What became of a notification")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  /** Shows the caller whether mails reach them, and everybody else nothing. */
  @POST
  @Path("/test")
  @Idempotent
  @Operation(summary = "Sends the caller a mail")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER})
  public Uni<Response> test(@Valid @NotNull SendTest request) {
    return service.test(current.get().person(), request.reason())
        .map(view -> Answers.created("/notifications/" + view.id(), view, view.version()));
  }
}
