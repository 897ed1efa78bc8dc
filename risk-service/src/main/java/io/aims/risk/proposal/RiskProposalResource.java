package io.aims.risk.proposal;

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
import io.aims.risk.risk.RiskStatement;
import io.smallrye.mutiny.Uni;

/** {@code /v1/risk-proposals}: risks that reviews of incidents have seen; a person accepts or declines each. */
@Path("/v1/risk-proposals")
class RiskProposalResource {
  private static final String WHAT = "proposal";
  @Inject
  CurrentCaller current;
  @Inject
  ProposalService service;

  /** A risk that is known, or one that is to be new; without an owner it gets the one whom the review has named. */
  record AcceptRiskProposal(@Nullable UUID riskId, @Nullable @Valid RiskStatement risk, @Nullable UUID ownerId,
      @NotBlank @Size(max = 4000) String reason) {
    WantedRisk wanted() {
      return new WantedRisk(riskId, risk, ownerId);
    }
  }

  record DeclineRiskProposal(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @Operation(summary = "Risks that reviews of incidents propose, newest first", description = "The words of a proposal stay with the review: GET /v1/incidents/{incidentId} shows them under proposalId.")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable ProposalState state,
      @QueryParam("systemId") @Nullable UUID systemId, @QueryParam("caseId") @Nullable UUID caseId,
      @Context UriInfo here) {
    return service.list(current.get(), new Proposals.Filter(ProposalKind.RISK, state, systemId, caseId), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), ProposalKind.RISK, Refusal.id(id, WHAT)).map(RiskProposalResource::ok);
  }

  @POST
  @Path("/{id}/acceptance")
  @Idempotent
  @Operation(summary = "Makes a risk of the proposal", description = "With risk, a new one of the system, not yet scored; with riskId, a known one of the system or of the whole organisation, which is flagged and has to be scored anew. 422 with both or none. 409 with riskId while the incident is dismissed: what is none flags no risk. Who has written the review, or has written it anew, does not decide: 403.")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> accept(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AcceptRiskProposal request) {
    return service
        .accept(current.get().person(), Refusal.id(id, WHAT), condition, request.wanted(), request.reason())
        .map(RiskProposalResource::ok);
  }

  @POST
  @Path("/{id}/decline")
  @Idempotent
  @Operation(summary = "Turns the proposal down", description = "The reason stands in its history; the review of the incident shows that it was declined. Who has written the review, or has written it anew, does not decide: 403.")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> decline(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull DeclineRiskProposal request) {
    return service
        .decline(current.get().person(), ProposalKind.RISK, Refusal.id(id, WHAT), condition, request.reason())
        .map(RiskProposalResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), ProposalKind.RISK, Refusal.id(id, WHAT), page)
        .map(found -> found.answer(here));
  }

  private static Response ok(ProposalView view) {
    return Answers.ok(view, view.version());
  }
}
