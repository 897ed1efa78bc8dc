package io.aims.risk.soa;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/statement-of-applicability}: the one statement of the organisation.
 *
 * <p>The governance officer drafts. A risk owner, or another governance officer, approves: both answer for risks that
 * the controls are there for, and four eyes are kept per revision, whatever the role.
 */
@Path("/v1/statement-of-applicability")
class StatementResource {
  @Inject
  CurrentCaller current;
  @Inject
  StatementService service;

  /** The decision that every line starts with; without it all start undecided. */
  record EveryLine(@NotEmpty @Size(max = 20) List<@Valid @NotNull InclusionReason> reasons,
      @NotNull Implementation implementation, @Nullable UUID ownerId) {}

  record DrawUp(@Nullable @Valid EveryLine everyLine, @Nullable @Size(max = 4000) String reason) {
    Decision decision() {
      return everyLine == null
          ? Decision.NONE
          : new Decision(Applicability.APPLICABLE, everyLine.reasons(), null, everyLine.implementation(),
              everyLine.ownerId());
    }
  }

  record DecideLine(@NotNull Applicability applicability,
      @Nullable @Size(max = 20) List<@Valid @NotNull InclusionReason> reasons,
      @Nullable @Size(max = 4000) String exclusionReason, @Nullable Implementation implementation,
      @Nullable UUID ownerId, @Nullable @Size(max = 4000) String reason) {
    Decision decision() {
      return new Decision(applicability, Objects.requireNonNullElse(reasons, List.of()), exclusionReason,
          Objects.requireNonNullElse(implementation, Implementation.NOT_STARTED), ownerId);
    }
  }

  record ApproveStatement(@NotNull @Min(1) Integer revision, @NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> drawUp(@Valid @NotNull DrawUp request) {
    return service.drawUp(current.get().person(), request.decision(), request.reason())
        .map(view -> Answers.created("/statement-of-applicability", view, view.version()));
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(@QueryParam("live") Line.@Nullable Live live) {
    return service.read(current.get(), live).map(StatementResource::ok);
  }

  @PUT
  @Path("/lines/{control}")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> decide(String control, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull DecideLine request) {
    return service.decide(current.get().person(), condition, control, request.decision(), request.reason())
        .map(StatementResource::ok);
  }

  @POST
  @Path("/approval")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, RISK_OWNER})
  public Uni<Response> approve(@HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull ApproveStatement request) {
    return service.approve(current.get().person(), condition, request.revision(), request.reason())
        .map(StatementResource::ok);
  }

  @GET
  @Path("/versions")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> versions(@BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.versions(current.get(), page).map(found -> found.answer(here));
  }

  @GET
  @Path("/versions/{revision}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> version(int revision) {
    return service.version(current.get(), revision).map(version -> Answers.ok(version, version.revision()));
  }

  @GET
  @Path("/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(@BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), page).map(found -> found.answer(here));
  }

  private static Response ok(StatementView view) {
    return Answers.ok(view, view.version());
  }
}
