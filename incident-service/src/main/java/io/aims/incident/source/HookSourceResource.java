package io.aims.incident.source;

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

/** {@code /v1/hook-sources}: which monitors may report on which AI systems. */
@Path("/v1/hook-sources")
class HookSourceResource {
  static final String WHAT = "hook source";
  @Inject
  CurrentCaller current;
  @Inject
  HookSourceService service;

  record SourceStep(@NotBlank @Size(max = 4000) String reason) {}

  /** @param systemId what all its senders say is about from now on */
  record BindSource(@NotNull UUID systemId, @NotBlank @Size(max = 4000) String reason) {}

  /**
   * The wait for the system comes before the transaction that {@link Idempotent} opens, so that no connection waits
   * along.
   */
  @POST
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> register(@Valid @NotNull RegisterHookSource request) {
    return service.awaitSystem(current.get().person(), request.systemId()).chain(() -> registerOnce(request));
  }

  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  Uni<Response> registerOnce(RegisterHookSource request) {
    return service.register(current.get().person(), request)
        .map(view -> Answers.created("/hook-sources/" + view.id(), view, view.version()));
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("systemId") @Nullable UUID systemId,
      @QueryParam("shared") @Nullable Boolean shared,
      @QueryParam("state") HookSource.@Nullable State state, @Context UriInfo here) {
    return service.list(current.get(), new HookSources.Filter(systemId, shared, state), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(HookSourceResource::ok);
  }

  @POST
  @Path("/{id}/disabling")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> disable(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull SourceStep request) {
    return service.disable(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(HookSourceResource::ok);
  }

  @POST
  @Path("/{id}/enabling")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> enable(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull SourceStep request) {
    return service.enable(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(HookSourceResource::ok);
  }

  /** As with {@link #register}, the wait for the system takes no connection along. */
  @POST
  @Path("/{id}/binding")
  @Operation(summary = "Binds a source, shared or bound to another system, to one system", description = "All that its senders say is about that system from now on; so is what they have said and still waits, in the queue of deliveries or unmapped. Rules are kept and count for nothing. What was counted stays where it is until the mapping is replayed.")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> bind(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull BindSource request) {
    return service.awaitSystem(current.get().person(), request.systemId())
        .chain(() -> bindOnce(id, condition, request));
  }

  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  Uni<Response> bindOnce(String id, @Nullable IfMatch condition, BindSource request) {
    return service.bind(current.get().person(), Refusal.id(id, WHAT), condition, request.systemId(), request.reason())
        .map(HookSourceResource::ok);
  }

  @POST
  @Path("/{id}/sharing")
  @Idempotent
  @Operation(summary = "Lets many systems share a source that is bound to one", description = "Each signal finds its system by the source's rules, those included that it has kept while it was bound, or by name from now on. What was counted stays where it is until the mapping is replayed.")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> share(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull SourceStep request) {
    return service.share(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(HookSourceResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  private static Response ok(HookSourceView view) {
    return Answers.ok(view, view.version());
  }
}
