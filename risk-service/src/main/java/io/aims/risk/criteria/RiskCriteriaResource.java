package io.aims.risk.criteria;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/risk-criteria}: the criteria in force and their adoption. */
@Path("/v1/risk-criteria")
class RiskCriteriaResource {
  @Inject
  CurrentCaller current;
  @Inject
  RiskCriteriaService service;

  record AdoptCriteria(
      @NotNull @Size(min = 5, max = 5) List<@NotBlank @Size(max = 60) String> likelihood,
      @NotNull @Size(min = 5, max = 5) List<@NotBlank @Size(max = 60) String> consequence,
      @NotNull @Size(min = 5, max = 5) List<@NotNull @Size(min = 5, max = 5) List<@NotNull Level>> matrix,
      @NotNull Level appetite,
      @NotNull @Min(1) @Max(60) Integer acceptanceMonths,
      @NotBlank @Size(max = 4000) String reason) {
    Criteria criteria() {
      return new Criteria(likelihood, consequence, matrix, appetite, acceptanceMonths);
    }
  }

  /** The criteria in force, with the revision that scores name. */
  record CriteriaView(UUID id, int version, int revision, @JsonUnwrapped Criteria criteria, Instant adoptedAt) {
    static CriteriaView of(RiskCriteria adopted) {
      return new CriteriaView(adopted.id(), adopted.version(), adopted.revision(), adopted.content(),
          adopted.changedAt());
    }
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read() {
    return service.current(current.get()).map(RiskCriteriaResource::ok);
  }

  @POST
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> adopt(@HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AdoptCriteria request) {
    return service.adopt(current.get().person(), condition, request.criteria(), request.reason())
        .map(RiskCriteriaResource::ok);
  }

  @GET
  @Path("/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(@BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), page).map(found -> found.answer(here));
  }

  private static Response ok(RiskCriteria criteria) {
    return Answers.ok(CriteriaView.of(criteria), criteria.version());
  }
}
