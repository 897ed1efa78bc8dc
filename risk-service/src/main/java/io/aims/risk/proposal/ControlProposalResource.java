package io.aims.risk.proposal;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.LocalDate;
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

/** {@code /v1/control-proposals}: controls that reviews of incidents have missed; a person accepts or declines each. */
@Path("/v1/control-proposals")
class ControlProposalResource {
  private static final String WHAT = "proposal";
  @Inject
  CurrentCaller current;
  @Inject
  ProposalService service;

  /** The risk that the control is to treat; {@code control} names it where it is one of the catalogue. */
  record AcceptControlProposal(@NotNull UUID riskId, @Nullable @Size(max = 40) String control,
      @NotBlank @Size(max = 4000) String description, @Nullable LocalDate dueOn,
      @NotBlank @Size(max = 4000) String reason) {
    ProposalService.WantedControl wanted() {
      return new ProposalService.WantedControl(riskId, control, description, dueOn);
    }
  }

  record DeclineControlProposal(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @Operation(summary = "Controls that reviews of incidents propose, newest first", description = "The words of a proposal stay with the review: GET /v1/incidents/{incidentId} shows them under proposalId.")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable ProposalState state,
      @QueryParam("systemId") @Nullable UUID systemId, @QueryParam("caseId") @Nullable UUID caseId,
      @Context UriInfo here) {
    return service.list(current.get(), new Proposals.Filter(ProposalKind.CONTROL, state, systemId, caseId), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), ProposalKind.CONTROL, Refusal.id(id, WHAT)).map(ControlProposalResource::ok);
  }

  @POST
  @Path("/{id}/acceptance")
  @Idempotent
  @Operation(summary = "Adds the control to the treatment of a risk", description = "The risk is one of the system or of the whole organisation; its revision moves, so that its owner accepts it anew. control is an id of GET /v1/controls; without one the description says what the control is. Without dueOn the date of the review counts. The statement of applicability is decided line by line by people, and is not touched. Who has written the review, or has written it anew, does not decide: 403.")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> accept(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AcceptControlProposal request) {
    return service
        .plan(current.get().person(), Refusal.id(id, WHAT), condition, request.wanted(), request.reason())
        .map(ControlProposalResource::ok);
  }

  @POST
  @Path("/{id}/decline")
  @Idempotent
  @Operation(summary = "Turns the proposal down", description = "The reason stands in its history; the review of the incident shows that it was declined. Who has written the review, or has written it anew, does not decide: 403.")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> decline(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull DeclineControlProposal request) {
    return service
        .decline(current.get().person(), ProposalKind.CONTROL, Refusal.id(id, WHAT), condition, request.reason())
        .map(ControlProposalResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), ProposalKind.CONTROL, Refusal.id(id, WHAT), page)
        .map(found -> found.answer(here));
  }

  private static Response ok(ProposalView view) {
    return Answers.ok(view, view.version());
  }
}
