package io.aims.risk.assessment;

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

/** {@code /v1/risk-assessments}: the assessments of AI systems, and {@code /v1/risk-suggestions}: what the rules see now. */
@Path("/v1")
class RiskAssessmentResource {
  private static final String WHAT = "risk assessment";
  @Inject
  CurrentCaller current;
  @Inject
  RiskAssessmentService service;

  record AdoptSuggestion(@NotNull UUID ownerId, @Nullable @Size(max = 4000) String reason) {}

  record DismissSuggestion(@NotBlank @Size(max = 4000) String reason) {}

  record CompleteAssessment(@Nullable @Size(max = 4000) String reason) {}

  @GET
  @Path("/risk-assessments")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("systemId") @Nullable UUID systemId,
      @Context UriInfo here) {
    return service.list(current.get(), systemId, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/risk-assessments/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(RiskAssessmentResource::ok);
  }

  @POST
  @Path("/risk-assessments/{id}/suggestions/{suggestionId}/adoption")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> adopt(String id, String suggestionId, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AdoptSuggestion request) {
    return service
        .adopt(current.get().person(), Refusal.id(id, WHAT), condition, Refusal.id(suggestionId, "suggestion"),
            request.ownerId(), request.reason())
        .map(RiskAssessmentResource::ok);
  }

  @POST
  @Path("/risk-assessments/{id}/suggestions/{suggestionId}/dismissal")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> dismiss(String id, String suggestionId, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull DismissSuggestion request) {
    return service
        .dismiss(current.get().person(), Refusal.id(id, WHAT), condition, Refusal.id(suggestionId, "suggestion"),
            request.reason())
        .map(RiskAssessmentResource::ok);
  }

  @POST
  @Path("/risk-assessments/{id}/completion")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  public Uni<Response> complete(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull CompleteAssessment request) {
    return service.complete(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(RiskAssessmentResource::ok);
  }

  @GET
  @Path("/risk-assessments/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  @GET
  @Path("/risk-suggestions")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<RiskAssessmentView.Proposals> proposals(@QueryParam("systemId") @NotNull UUID systemId) {
    return service.proposals(current.get(), systemId);
  }

  private static Response ok(RiskAssessmentView view) {
    return Answers.ok(view, view.version());
  }
}
