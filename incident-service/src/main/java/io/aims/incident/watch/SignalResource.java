package io.aims.incident.watch;

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.SignalStatus;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/signals}: every signal as it stands; a {@code snooze} lets it be counted and not heard of for a while. */
@Path("/v1/signals")
class SignalResource {
  static final String WHAT = "signal";
  @Inject
  CurrentCaller current;
  @Inject
  SignalService service;

  record SnoozeUntil(@NotNull Instant until, @NotBlank @Size(max = 4000) String reason) {}

  record EndSnooze(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @Operation(summary = "Signals as they stand, newest first", description = "waiting=true lists those that fire and for which no incident is open because of a rule, which withheldBy and opensFrom name.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("sourceId") @Nullable UUID sourceId,
      @QueryParam("systemId") @Nullable UUID systemId, @QueryParam("status") @Nullable SignalStatus status,
      @QueryParam("flapping") @Nullable Boolean flapping, @QueryParam("waiting") @Nullable Boolean waiting,
      @Context UriInfo here) {
    return service.list(current.get(), new WatchedSignals.Filter(sourceId, systemId, status, flapping, waiting), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A signal as it stands", description = "Its ETag moves when it stands differently (status, kind, severity, flapping, rule), and not with each statement of its monitor.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(SignalResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Each snooze of a signal, and each that was ended: who, when, why")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  /** A pure addition: however the signal stands by now, nobody wants to hear of it. */
  @POST
  @Path("/{id}/snooze")
  @Idempotent
  @Operation(summary = "It is counted and not heard of until then; what still fires at that time opens an incident")
  @RolesAllowed({INCIDENT_RESPONDER, PLATFORM_ENGINEER})
  public Uni<Response> snooze(String id, @Valid @NotNull SnoozeUntil request) {
    return service
        .snooze(current.get().person(), Refusal.id(id, WHAT), request.until().truncatedTo(ChronoUnit.MICROS),
            request.reason())
        .map(SignalResource::ok);
  }

  /** However the signal stands by now, and whoever has snoozed it until when: people want to hear of it. */
  @POST
  @Path("/{id}/snooze/ending")
  @Idempotent
  @Operation(summary = "People want to hear of it again: if it fires, it is looked at at once")
  @RolesAllowed({INCIDENT_RESPONDER, PLATFORM_ENGINEER})
  public Uni<Response> endSnooze(String id, @Valid @NotNull EndSnooze request) {
    return service.endSnooze(current.get().person(), Refusal.id(id, WHAT), request.reason()).map(SignalResource::ok);
  }

  private static Response ok(SignalView view) {
    return Answers.ok(view, view.version());
  }
}
