package io.aims.audit.nonconformity;

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

/** {@code /v1/nonconformities}: raise, correct, find the cause, act, verify. */
@Path("/v1/nonconformities")
class NonconformityResource {
  private static final String WHAT = "nonconformity";
  @Inject
  CurrentCaller current;
  @Inject
  NonconformityService service;

  record RecordCorrection(@NotBlank @Size(max = 4000) String correction, @Nullable @Size(max = 4000) String reason) {}

  record DetermineRootCause(@NotNull RootCauseMethod method, @NotBlank @Size(max = 4000) String rootCause,
      @Nullable @Size(max = 4000) String reason) {}

  record PlanCorrectiveAction(@NotBlank @Size(max = 4000) String description, @NotNull UUID ownerId,
      @NotNull LocalDate dueOn, @Nullable @Size(max = 4000) String reason) {}

  record CompleteCorrectiveAction(@NotBlank @Size(max = 4000) String result,
      @Nullable @Size(max = 4000) String reason) {}

  record VerifyEffectiveness(@NotNull Boolean effective, @NotBlank @Size(max = 4000) String reason) {}

  record JudgeRecurrence(@NotNull Boolean reopen, @NotBlank @Size(max = 4000) String reason) {}

  @POST
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR})
  public Uni<Response> raise(@Valid @NotNull RaiseNonconformity request) {
    return service.contextOf(current.get().person(), request).chain(context -> raiseNow(request, context));
  }

  /** The part that an Idempotency-Key covers: a transaction is open from here on, and no longer. */
  @Idempotent
  Uni<Response> raiseNow(RaiseNonconformity request, Nonconformity.Context context) {
    return service.raise(current.get(), request, context)
        .map(view -> Answers.created("/nonconformities/" + view.id(), view, view.version()));
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable NonconformityState state,
      @QueryParam("originId") @Nullable UUID originId, @QueryParam("systemId") @Nullable UUID systemId,
      @QueryParam("caseId") @Nullable UUID caseId, @QueryParam("recurred") @Nullable Boolean recurred,
      @Context UriInfo here) {
    return service
        .list(current.get(), new Nonconformities.Filter(state, originId, systemId, caseId, recurred), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(NonconformityResource::ok);
  }

  @POST
  @Path("/{id}/correction")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  public Uni<Response> recordCorrection(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull RecordCorrection request) {
    var caller = current.get().person();
    return service.decide(caller, Refusal.id(id, WHAT), condition, request.reason(),
        (found, now) -> found.recordCorrection(request.correction(), caller.personId(), now))
        .map(NonconformityResource::ok);
  }

  @POST
  @Path("/{id}/root-cause")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  public Uni<Response> determineRootCause(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull DetermineRootCause request) {
    var caller = current.get().person();
    return service.decide(caller, Refusal.id(id, WHAT), condition, request.reason(),
        (found, now) -> found.determineRootCause(request.method(), request.rootCause(), caller.personId(), now))
        .map(NonconformityResource::ok);
  }

  @POST
  @Path("/{id}/corrective-actions")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  public Uni<Response> planCorrectiveAction(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull PlanCorrectiveAction request) {
    return service.planCorrectiveAction(current.get().person(), Refusal.id(id, WHAT), condition, request)
        .map(NonconformityResource::ok);
  }

  @POST
  @Path("/{id}/corrective-actions/{actionId}/completion")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  public Uni<Response> completeCorrectiveAction(String id, String actionId,
      @HeaderParam("If-Match") @Nullable IfMatch condition, @Valid @NotNull CompleteCorrectiveAction request) {
    var caller = current.get().person();
    var action = Refusal.id(actionId, "corrective action");
    return service.decide(caller, Refusal.id(id, WHAT), condition, request.reason(),
        (found, now) -> found.completeCorrectiveAction(action, request.result(), caller.personId(), now))
        .map(NonconformityResource::ok);
  }

  @POST
  @Path("/{id}/effectiveness")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR})
  public Uni<Response> verifyEffectiveness(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull VerifyEffectiveness request) {
    var caller = current.get().person();
    return service.decide(caller, Refusal.id(id, WHAT), condition, request.reason(),
        (found, now) -> found.verifyEffectiveness(request.effective(), request.reason(), caller.personId(), now))
        .map(NonconformityResource::ok);
  }

  @POST
  @Path("/{id}/recurrence")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR})
  @Operation(summary = "Decide on what happened again though it had been found effective", description = "Re-opening leads back to planning. Upholding closes it again, where the recurrence has another cause; who had a part in the remedy, or found it effective, does not uphold it.")
  public Uni<Response> judgeRecurrence(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull JudgeRecurrence request) {
    var caller = current.get().person();
    return service.decide(caller, Refusal.id(id, WHAT), condition, request.reason(),
        (found, now) -> found.judgeRecurrence(request.reopen(), request.reason(), caller.personId(), now))
        .map(NonconformityResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  private static Response ok(NonconformityView view) {
    return Answers.ok(view, view.version());
  }
}
