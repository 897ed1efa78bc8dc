package io.aims.risk.risk;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

/** {@code /v1/risks}: the risk register. */
@Path("/v1/risks")
class RiskResource {
  private static final String WHAT = "risk";
  @Inject
  CurrentCaller current;
  @Inject
  RiskService service;

  record IdentifyRisk(@Nullable UUID systemId, @NotNull Theme theme, @Nullable Taxonomy taxonomy,
      @Nullable @Size(max = 40) String taxonomyId, @NotBlank @Size(max = 200) String title,
      @NotBlank @Size(max = 4000) String cause, @NotBlank @Size(max = 4000) String consequence, @NotNull UUID ownerId,
      @Nullable @Size(max = 4000) String reason) {
    RiskStatement statement() {
      return new RiskStatement(theme, taxonomy, taxonomyId, title, cause, consequence);
    }
  }

  record ScoreRisk(Scores.@NotNull Kind kind, @NotNull @Min(1) @Max(5) Integer likelihood,
      @NotNull @Min(1) @Max(5) Integer consequence,
      @NotBlank @Size(max = 4000) String reason) {
    RiskService.Judgement judgement() {
      return new RiskService.Judgement(kind, likelihood, consequence);
    }
  }

  record PlanTreatment(Treatment.@NotNull Option option,
      @Nullable @Size(max = Treatment.MOST) List<@Valid @NotNull Action> actions,
      @NotBlank @Size(max = 4000) String reason) {

    /** @param id of the step of the present treatment that stays, perhaps with other words or dates; null of a new one */
    record Action(@Nullable UUID id, @NotBlank @Size(max = 4000) String description, @NotNull LocalDate dueOn,
        @Nullable @Size(max = 40) String control) {}

    List<RiskService.PlannedAction> planned() {
      return actions == null
          ? List.of()
          : actions.stream()
              .map(a -> new RiskService.PlannedAction(a.id(), a.description(), a.dueOn(), a.control()))
              .toList();
    }
  }

  record AcceptRisk(@NotNull @Min(1) Integer revision, @Nullable Boolean beyondAppetite,
      @NotBlank @Size(max = 4000) String reason) {}

  record HandOverRisk(@NotNull UUID ownerId, @NotBlank @Size(max = 4000) String reason) {}

  @POST
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> identify(@Valid @NotNull IdentifyRisk request) {
    return service.requireKnown(current.get().person(), request.systemId()).chain(() -> identifyNow(request));
  }

  /** The part that an Idempotency-Key covers: a transaction is open from here on, and no longer. */
  @Idempotent
  Uni<Response> identifyNow(IdentifyRisk request) {
    return service
        .identify(current.get().person(), request.systemId(), request.statement(), request.ownerId(), request.reason())
        .map(view -> Answers.created("/risks/" + view.id(), view, view.version()));
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("systemId") @Nullable UUID systemId,
      @QueryParam("theme") @Nullable Theme theme,
      @QueryParam("flagged") @Pattern(regexp = "true|false") @Nullable String flagged,
      @Context UriInfo here) {
    return service
        .list(current.get(), new Risks.Filter(systemId, theme, flagged == null ? null : Boolean.valueOf(flagged)), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(RiskResource::ok);
  }

  @POST
  @Path("/{id}/scores")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> score(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull ScoreRisk request) {
    return service
        .score(current.get().person(), Refusal.id(id, WHAT), condition, request.judgement(), request.reason())
        .map(RiskResource::ok);
  }

  @POST
  @Path("/{id}/treatment")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  @Operation(summary = "Plans the treatment, in place of the present one", description = "A step that stays is named by its id, so that what has led to it finds it again; steps of the present treatment that are not named are dropped.")
  public Uni<Response> plan(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull PlanTreatment request) {
    return service
        .plan(current.get().person(), Refusal.id(id, WHAT), condition, request.option(), request.planned(),
            request.reason())
        .map(RiskResource::ok);
  }

  @POST
  @Path("/{id}/acceptance")
  @Idempotent
  @RolesAllowed(RISK_OWNER)
  public Uni<Response> accept(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AcceptRisk request) {
    return service
        .accept(current.get().person(), Refusal.id(id, WHAT), condition, request.revision(),
            Boolean.TRUE.equals(request.beyondAppetite()), request.reason())
        .map(RiskResource::ok);
  }

  @POST
  @Path("/{id}/owner")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER})
  public Uni<Response> handOver(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull HandOverRisk request) {
    return service
        .handOver(current.get().person(), Refusal.id(id, WHAT), condition, request.ownerId(), request.reason())
        .map(RiskResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  private static Response ok(RiskView view) {
    return Answers.ok(view, view.version());
  }
}
