package io.aims.incident.monitoring;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.MergePatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/monitoring-plans}: how systems in operation are watched. */
@Path("/v1/monitoring-plans")
class PlanResource {
  static final String WHAT = "monitoring plan";
  @Inject
  CurrentCaller current;
  @Inject
  PlanService service;
  @Inject
  MergePatch patches;

  record DraftPlan(@NotNull UUID systemId, @Valid @NotNull Content content,
      @Nullable @Size(max = 4000) String reason) {}

  record ApprovePlan(@NotNull Integer revision, @NotBlank @Size(max = 4000) String reason) {}

  record RetirePlan(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Idempotent
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> draft(@Valid @NotNull DraftPlan request) {
    return service.draft(current.get().person(), request.systemId(), request.content(), request.reason())
        .map(view -> Answers.created("/monitoring-plans/" + view.id(), view, view.version()));
  }

  @GET
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("systemId") @Nullable UUID system,
      @QueryParam("state") @Nullable PlanState state, @Context UriInfo here) {
    return service.list(current.get(), system, state, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), id(id)).map(PlanResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), id(id), page).map(found -> found.answer(here));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  @RequestBodySchema(Content.class)
  public Uni<Response> revise(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @NotNull JsonNode patch) {
    var reason = MergePatch.take(patch, "reason");
    return service.revise(current.get().person(), id(id), condition,
        content -> patches.apply(content, patch, Content.class), reason).map(PlanResource::ok);
  }

  @POST
  @Path("/{id}/approval")
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> approve(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull ApprovePlan request) {
    return service.approve(current.get().person(), id(id), condition, request.revision(), request.reason())
        .map(PlanResource::ok);
  }

  @POST
  @Path("/{id}/retirement")
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> retire(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull RetirePlan request) {
    return service.retire(current.get().person(), id(id), condition, request.reason()).map(PlanResource::ok);
  }

  private static UUID id(String text) {
    return Refusal.id(text, WHAT);
  }

  private static Response ok(PlanView view) {
    return Answers.ok(view, view.version());
  }
}
