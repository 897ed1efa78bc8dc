package io.aims.incident.clocks;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

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

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/incidents/{id}/clocks}: by when whom to tell. Decisions start clocks, submitted reports meet them. */
@Path("/v1/incidents/{incident}/clocks")
class ClockResource {
  static final String WHAT = "clock";
  @Inject
  CurrentCaller current;
  @Inject
  ClockService service;

  record Decide(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(String incident, @BeanParam @Valid PageRequest page,
      @QueryParam("state") @Nullable ClockState state, @Context UriInfo here) {
    return service.list(current.get(), incident(incident), state, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String incident, String id) {
    return service.read(current.get(), incident(incident), Refusal.id(id, WHAT)).map(ClockResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String incident, String id, @BeanParam @Valid PageRequest page,
      @Context UriInfo here) {
    return service.history(current.get(), incident(incident), Refusal.id(id, WHAT), page)
        .map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/pause")
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> pause(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Decide request) {
    return decide(incident, id, condition, request, RegulatoryClock::pause);
  }

  @POST
  @Path("/{id}/resumption")
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> resume(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Decide request) {
    return decide(incident, id, condition, request, RegulatoryClock::resume);
  }

  @POST
  @Path("/{id}/stop")
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> stop(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Decide request) {
    return decide(incident, id, condition, request, (clock, now) -> clock.stop());
  }

  private Uni<Response> decide(String incident, String id, @Nullable IfMatch condition, Decide request,
      BiFunction<RegulatoryClock, Instant, ClockEvent> decision) {
    return service
        .decide(current.get().person(), incident(incident), Refusal.id(id, WHAT), condition, request.reason(), decision)
        .map(ClockResource::ok);
  }

  private static UUID incident(String id) {
    return Refusal.id(id, "incident");
  }

  private static Response ok(ClockView view) {
    return Answers.ok(view, view.version());
  }
}
