package io.aims.incident.unmapped;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
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

import io.aims.incident.mapping.Rule;
import io.aims.incident.signal.Severity;
import io.aims.incident.unmapped.UnmappedSignalService.ByName;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/unmapped-signals}: signals of shared sources of which nobody knows the system. */
@Path("/v1/unmapped-signals")
class UnmappedSignalResource {
  static final String WHAT = "unmapped signal";
  @Inject
  CurrentCaller current;
  @Inject
  UnmappedSignalService service;

  /** @param rule lets all that bear that name of this signal find the same system in future; null names this one alone */
  record AssignSignal(@NotNull UUID systemId, @Valid @Nullable AsRule rule, @NotBlank @Size(max = 4000) String reason) {
    @Nullable
    ByName byName() {
      return rule == null ? null : new ByName(rule.by(), rule.label());
    }
  }

  /** @param label which one, of a rule by {@code LABEL} */
  record AsRule(@NotNull Rule.By by, @Nullable @Size(max = 200) String label) {}

  record Dismiss(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @Operation(summary = "Signals whose system is not known, newest first; those that wait, unless another state is asked for")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("sourceId") @Nullable UUID sourceId,
      @QueryParam("state") @DefaultValue("WAITING") UnmappedSignal.State state,
      @QueryParam("severity") @Nullable Severity severity, @Context UriInfo here) {
    return service.list(current.get(), new UnmappedSignals.Filter(sourceId, state, severity), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A signal whose system is not known, with the labels that a rule could go by")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(UnmappedSignalResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "When it waited, who has assigned or dismissed it and why, and what was counted")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  /** The wait for the system comes before the transaction that {@link Idempotent} opens. */
  @POST
  @Path("/{id}/assignment")
  @Operation(summary = "Says which system it is about: what waits counts there within seconds, and so does what comes")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> assign(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AssignSignal request) {
    return service.awaitSystem(current.get().person(), request.systemId())
        .chain(() -> assignOnce(id, condition, request));
  }

  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  Uni<Response> assignOnce(String id, @Nullable IfMatch condition, AssignSignal request) {
    return service.assign(current.get().person(), Refusal.id(id, WHAT), condition, request.systemId(),
        request.byName(), request.reason()).map(UnmappedSignalResource::ok);
  }

  @POST
  @Path("/{id}/dismissal")
  @Idempotent
  @Operation(summary = "It is of no interest: what waits is counted nowhere; if it comes again, it waits again")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> dismiss(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Dismiss request) {
    return service.dismiss(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(UnmappedSignalResource::ok);
  }

  private static Response ok(UnmappedSignalView view) {
    return Answers.ok(view, view.version());
  }
}
