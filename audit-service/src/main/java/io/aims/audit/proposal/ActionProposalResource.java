package io.aims.audit.proposal;

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

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/action-proposals}: what reviews of incidents ask for, and what people decide on it. */
@Path("/v1/action-proposals")
class ActionProposalResource {
  private static final String WHAT = "action proposal";
  @Inject
  CurrentCaller current;
  @Inject
  ActionProposalService service;

  record DeclineProposal(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  @Operation(summary = "The corrective actions that reviews of incidents have proposed, newest first", description = "'proposalId' is the id that the incident shows. What is proposed in words stands there, in its review.")
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable ProposalState state,
      @QueryParam("caseId") @Nullable UUID caseId, @QueryParam("proposalId") @Nullable UUID proposalId,
      @Context UriInfo here) {
    return service.list(current.get(), new ActionProposals.Filter(state, caseId, proposalId), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(ActionProposalResource::ok);
  }

  @POST
  @Path("/{id}/acceptance")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  @Operation(summary = "Plan the corrective action in an open nonconformity of the case, or raise one with it", description = "A nonconformity that is named has to have come as far as planning. One is raised only by a governance officer and while none of the case is open; it begins with the correction and the root cause that the review has found. Who has written the review, or has written it anew, does not decide, and can't verify the effect later.")
  public Uni<Response> accept(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AcceptProposal request) {
    return service.accept(current.get().person(), Refusal.id(id, WHAT), condition, request)
        .map(ActionProposalResource::ok);
  }

  @POST
  @Path("/{id}/decline")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  @Operation(summary = "Turn the proposal down, with the reason", description = "Who has written the review, or has written it anew, does not decide: 403.")
  public Uni<Response> decline(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull DeclineProposal request) {
    return service.decline(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(ActionProposalResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  private static Response ok(ActionProposalView view) {
    return Answers.ok(view, view.version());
  }
}
